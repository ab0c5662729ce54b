import { type Accessor, createSignal, untrack } from 'solid-js'
import { newId } from '#shared/domain/id'
import { type FromVisitor, WIDGET_SOCKET_PATH, WIDGET_VERSION, type WidgetLanguage } from '#shared/protocol/widget'
import { type Conversation, type Effect, type Happening, newConversation, step } from './conversation'
import type { Device } from './device'
import { type Link, openLink } from './link'
import type { Outbox } from './outbox'
import type { OutgoingFile } from './outgoing'
import { upload } from './upload'

/** The operator's window repeats «is typing»; silence means it has stopped or gone. */
const TYPING_LAPSE_MS = 8_000
/** Ours is repeated while the visitor writes. */
const TYPING_REPEAT_MS = 3_000
const TYPING_PAUSE_MS = 5_000
/** A window that finds itself outdated again right after reloading must not reload for ever. */
const RELOAD_PAUSE_MS = 60_000

export interface Chat {
  readonly conversation: Accessor<Conversation>
  send(text: string, files: readonly OutgoingFile[]): void
  retry(id: string): void
  discard(id: string): void
  loadOlder(): void
  watch(on: boolean): void
  /** The visitor has touched the message field. */
  typed(isEmpty: boolean): void
  /** The network is said to be back: do not wait for the next attempt. */
  reconnect(): void
  /** The network is said to be gone: do not wait for silence to prove it. */
  disconnect(): void
}

export interface ChatOptions {
  readonly channelId: string
  readonly language: WidgetLanguage
  readonly page: string
  readonly device: Device
  readonly outbox: Outbox
}

export function createChat({ channelId, language, page, device, outbox }: ChatOptions): Chat {
  const [conversation, setConversation] = createSignal<Conversation>(newConversation(device.recall()))
  const url = `${location.origin.replace(/^http/, 'ws')}${WIDGET_SOCKET_PATH}?channel=${encodeURIComponent(channelId)}`
  let link: Link | null = null
  const timers: Partial<Record<'connect' | 'rest' | 'typing' | 'pause', ReturnType<typeof setTimeout>>> = {}
  let typingToldAt = 0

  /** Untracked: an effect of the screen that makes something happen must not run again because it did. */
  function happen(happening: Happening): void {
    untrack(() => {
      const before = conversation()
      const { state, effects } = step(before, happening)
      setConversation(state)
      if (state.history !== before.history || state.token !== before.token || state.channel !== before.channel) device.keep(state)
      for (const effect of effects) perform(effect)
    })
  }

  function perform(effect: Effect): void {
    switch (effect.do) {
      case 'tell':
        link?.tell(effect.frame)
        break
      case 'keep':
        ignoreFailure(outbox.keep(effect.message))
        break
      case 'forget':
        ignoreFailure(outbox.forget(effect.id))
        break
      case 'upload':
        start(effect)
        break
      case 'connect':
        after('connect', Math.random() * effect.withinMs, connect)
        break
      case 'reload':
        after('connect', performance.now() > RELOAD_PAUSE_MS ? 0 : RELOAD_PAUSE_MS, () => location.reload())
        break
      case 'rest':
        after('rest', effect.ms, () => happen({ type: 'rested' }))
        break
      case 'await-typing':
        after('typing', TYPING_LAPSE_MS, () => happen({ type: 'typing-lapsed' }))
        break
    }
  }

  function start({ messageId, file }: Extract<Effect, { do: 'upload' }>): void {
    upload(file, conversation().token ?? '', (state) => happen({ type: 'upload', messageId, fileId: file.id, state }))
  }

  function after(name: keyof typeof timers, ms: number, act: () => void): void {
    clearTimeout(timers[name])
    timers[name] = setTimeout(act, ms)
  }

  function connect(): void {
    clearTimeout(timers.connect)
    happen({ type: 'connecting' })
    link = openLink({
      url,
      hello,
      heard: (frame) => happen({ type: 'heard', frame, now: Date.now() }),
      closed(code) {
        link = null
        happen({ type: 'dropped', code, now: Date.now() })
      },
    })
  }

  function hello(): FromVisitor {
    const { token, outgoing } = conversation()
    return { t: 'hello', version: WIDGET_VERSION, token, language, page, unanswered: outgoing.slice(0, 100).map(({ id }) => id) }
  }

  function tellTyping(on: boolean): void {
    clearTimeout(timers.pause)
    if (on) after('pause', TYPING_PAUSE_MS, () => tellTyping(false))
    const now = Date.now()
    const isNews = on ? now - typingToldAt > TYPING_REPEAT_MS : typingToldAt > 0
    if (!isNews) return
    typingToldAt = on ? now : 0
    link?.tell({ t: 'typing', on })
  }

  connect()
  outbox.load().then(
    (outgoing) => happen({ type: 'restored', outgoing }),
    () => {},
  )

  return {
    conversation,
    send(text, files) {
      tellTyping(false)
      happen({ type: 'composed', message: { id: newId(), text, files, at: Date.now(), stage: 'waiting' } })
    },
    retry: (id) => happen({ type: 'retried', id }),
    discard: (id) => happen({ type: 'discarded', id }),
    loadOlder: () => happen({ type: 'older' }),
    watch: (on) => happen({ type: 'watched', on }),
    typed: (isEmpty) => tellTyping(!isEmpty),
    reconnect() {
      // Many windows hear of the network's return at the same moment; the short wait spreads them.
      if (conversation().link === 'waiting') after('connect', Math.random() * 1_000, connect)
    },
    disconnect: () => link?.close(0),
  }
}

/** A device that cannot keep a message still sends it; there is nobody to tell. */
function ignoreFailure(promise: Promise<void>): void {
  promise.catch(() => {})
}
