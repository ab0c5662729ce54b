/**
 * One open window of a visitor, from its hello to its end. Rules WG1–WG4 stand in shared/protocol/widget.ts.
 * Frames are answered one after another, so an answer never overtakes the one before it; only `ping` and `typing`,
 * which touch no store, are answered at once.
 */
import type { Channel } from '#shared/domain/channel'
import { type Id, newId } from '#shared/domain/id'
import { exhaustive } from '#shared/lib/exhaustive'
import { type FromVisitor, HELLO_TIMEOUT_MS, type ToVisitor, WIDGET_CLOSE, WIDGET_VERSION } from '#shared/protocol/widget'
import type { Connection, SocketHandlers } from '../../http/port'
import { encodeFrame, parseFrame } from './frames'
import { eventKey, type Frame, type Guest, receiveGuest } from './guest'
import type { VisitorSocket } from './registry'
import type { WidgetServices } from './services'
import { signVisitor } from './token'
import { takeMessage } from './visitor-message'

/** Frames a window may have waiting. An honest one waits for answers; this is for the other kind. */
const MAX_BACKLOG = 200
/** Bytes a visitor may leave unread. Beyond it the window is ended; the history waits for its return. */
const MAX_BUFFERED_BYTES = 1024 * 1024

export class VisitorSession implements SocketHandlers, VisitorSocket {
  readonly #connection: Connection
  readonly #channel: Channel
  readonly #ip: string
  /** Names this connection where connections are counted. */
  readonly #key = newId()
  readonly #services: WidgetServices
  readonly #helloTimer: ReturnType<typeof setTimeout>
  #guest: Guest | null = null
  #isGreeted = false
  /** Pushed between joining and the welcome: told after it, so that nothing falls between history and live. */
  #held: ToVisitor[] = []
  #isTyping = false
  #backlog = 0
  #work: Promise<void> = Promise.resolve()
  #leave: () => void = () => {}

  constructor(options: { connection: Connection; channel: Channel; ip: string; services: WidgetServices }) {
    this.#connection = options.connection
    this.#channel = options.channel
    this.#ip = options.ip
    this.#services = options.services
    this.#helloTimer = setTimeout(() => this.end(WIDGET_CLOSE.BAD_FRAME, 'No hello'), HELLO_TIMEOUT_MS)
  }

  message(bytes: Uint8Array, isBinary: boolean): void {
    if (!this.#connection.isOpen) return
    const frame = parseFrame(bytes, isBinary)
    const isInOrder = frame && (frame.t === 'hello') === (this.#guest === null)
    if (!isInOrder) this.end(WIDGET_CLOSE.BAD_FRAME, 'Not a frame that may come here')
    else if (this.#isFlooding()) this.end(WIDGET_CLOSE.RATE, 'Too many frames')
    else if (frame.t === 'ping') this.#tell({ t: 'pong' })
    else if (frame.t === 'typing') this.#typing(frame.on)
    else this.#enqueue(frame)
  }

  closed(): void {
    clearTimeout(this.#helloTimer)
    this.#typing(false)
    this.#leave()
  }

  push(frame: ToVisitor): void {
    if (this.#isGreeted) this.#tell(frame)
    else this.#held.push(frame)
  }

  end(code: number, reason: string): void {
    clearTimeout(this.#helloTimer)
    this.#connection.close(code, reason)
  }

  #isFlooding(): boolean {
    return this.#backlog >= MAX_BACKLOG || !this.#services.limits.frames.take(this.#key)
  }

  #enqueue(frame: FromVisitor): void {
    if (frame.t === 'hello') this.#arrive(frame)
    this.#backlog += 1
    this.#work = this.#work
      .then(() => this.#answer(frame))
      .finally(() => {
        this.#backlog -= 1
      })
  }

  /** Joins before the history is read: a message committed in between comes by one way or the other. */
  #arrive(hello: Frame<'hello'>): void {
    clearTimeout(this.#helloTimer)
    if (hello.version !== WIDGET_VERSION) {
      this.end(WIDGET_CLOSE.UPGRADE, 'Another version of the window is served now')
      return
    }
    const guest = receiveGuest(hello, this.#channel.id, this.#services.secret)
    this.#guest = guest
    this.#leave = this.#services.registry.join(guest.visitor, this)
  }

  async #answer(frame: FromVisitor): Promise<void> {
    const guest = this.#guest
    // What a visitor said before leaving was said; the rest has nobody to be answered to.
    if (!guest || (!this.#connection.isOpen && frame.t !== 'send')) return
    try {
      await this.#answerGuest(frame, guest)
    } catch (error) {
      this.#services.log.error('widget.frame-failed', error, { frame: frame.t, channelId: this.#channel.id })
      if (frame.t === 'send') this.#tell({ t: 'refused', id: frame.id, reason: 'busy' })
      else this.end(WIDGET_CLOSE.DRAINING, 'Cannot answer now')
    }
  }

  async #answerGuest(frame: FromVisitor, guest: Guest): Promise<void> {
    switch (frame.t) {
      case 'hello':
        return await this.#welcome(frame, guest)
      case 'send':
        return await this.#send(frame, guest)
      case 'seen':
        return await this.#seen(frame, guest)
      case 'older':
        return await this.#older(frame, guest)
      case 'typing':
      case 'ping':
        return
      default:
        return exhaustive(frame)
    }
  }

  async #welcome({ unanswered }: Frame<'hello'>, guest: Guest): Promise<void> {
    const { history, secret } = this.#services
    const dialogId = await this.#dialogOf(guest)
    const page = dialogId ? await history.latest(dialogId) : { messages: [], hasOlder: false }
    const taken = await this.#takenOf(unanswered, guest)
    const { name, greeting } = this.#channel
    this.#tell({ t: 'welcome', token: signVisitor(guest.visitor, secret), channel: { name, greeting }, ...page, taken })
    this.#isGreeted = true
    for (const frame of this.#held.splice(0)) this.#tell(frame)
  }

  async #takenOf(unanswered: readonly Id[], guest: Guest): Promise<Record<Id, Id>> {
    if (unanswered.length === 0) return {}
    const items = await this.#services.acceptedItems(
      this.#channel.id,
      unanswered.map((id) => eventKey(guest, id)),
    )
    const pairs = unanswered.map((id) => [id, items.get(eventKey(guest, id))] as const)
    return Object.fromEntries(pairs.filter((pair): pair is readonly [Id, Id] => pair[1] !== undefined))
  }

  async #send(frame: Frame<'send'>, guest: Guest): Promise<void> {
    const { limits, registry } = this.#services
    const isAllowed = limits.visitorMessages.take(guest.peer.key) && limits.ipMessages.take(this.#ip)
    await this.#dialogOf(guest)
    const taken = isAllowed ? await takeMessage(frame, guest, this.#services) : { status: 'too-many' as const }
    if (taken.status === 'unknown-channel') this.end(WIDGET_CLOSE.UNKNOWN_CHANNEL, 'This channel is gone')
    else if (taken.status !== 'taken') this.#tell({ t: 'refused', id: frame.id, reason: taken.status })
    else {
      guest.dialogId = taken.dialogId
      this.#tell({ t: 'ack', id: frame.id, itemId: taken.message.id, at: taken.message.at })
      if (!taken.isDuplicate) registry.push(guest.visitor, { t: 'message', message: taken.message }, this)
    }
  }

  async #seen({ ids, state }: Frame<'seen'>, guest: Guest): Promise<void> {
    const dialogId = await this.#dialogOf(guest)
    const itemIds = dialogId ? await this.#services.history.outgoing(dialogId, ids) : []
    if (itemIds.length === 0) return
    await this.#services.accept({ type: 'status', channelId: this.#channel.id, peer: guest.peer, itemIds, state })
    this.#services.registry.push(guest.visitor, { t: 'seen', ids: itemIds, state }, this)
  }

  async #older({ before }: Frame<'older'>, guest: Guest): Promise<void> {
    const dialogId = await this.#dialogOf(guest)
    const page = dialogId ? await this.#services.history.before(dialogId, before) : { messages: [], hasOlder: false }
    this.#tell({ t: 'older', ...page })
  }

  #typing(on: boolean): void {
    const dialogId = this.#guest?.dialogId
    // Repeated while it lasts, so that the other side can let it lapse when this one vanishes.
    if (!dialogId || (!on && !this.#isTyping)) return
    this.#isTyping = on
    this.#services.onVisitorTyping({ channelId: this.#channel.id, dialogId, on })
  }

  /** A new visitor has no dialog until the first message, which may come from another window of theirs. */
  async #dialogOf(guest: Guest): Promise<Id | null> {
    guest.dialogId ??= await this.#services.dialogOf(guest.visitor)
    return guest.dialogId
  }

  #tell(frame: ToVisitor): void {
    if (this.#connection.bufferedBytes() > MAX_BUFFERED_BYTES) this.end(WIDGET_CLOSE.SLOW, 'Not reading')
    else this.#connection.send(encodeFrame(frame))
  }
}
