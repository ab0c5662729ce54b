/** Carries out what the engine decides: one event after another, each with all its effects (ENG1). */
import type { Command } from '#shared/commands/catalogue'
import type { Id } from '#shared/domain/id'
import { ITEMS_AT_HAND } from '#shared/domain/window'
import { exhaustive } from '#shared/lib/exhaustive'
import { MAX_COMMANDS, type ServerFrame } from '#shared/protocol/frames'
import { PROTOCOL_VERSION, protocolIn } from '#shared/protocol/version'
import { decodeServer, encodeClient } from '#shared/protocol/wire'
import { Checks } from './checks'
import { type Effect, type EngineEvent, type EngineState, IDLE, step, type TimerName } from './engine'
import type { SyncTables } from './store'

/** A connection to the server as the driver needs it. */
export interface Socket {
  send(bytes: Uint8Array): void
  close(): void
}

export interface SocketEvents {
  opened(): void
  message(bytes: Uint8Array): void
  closed(code: number, reason: string): void
}

export interface DriverDeps {
  readonly store: SyncTables
  readonly connect: (events: SocketEvents) => Socket
  readonly build: string
  readonly now: () => number
  readonly random: () => number
  /** @returns the way to stop. */
  readonly setTimer: (ms: number, run: () => void) => () => void
  readonly onState: (state: EngineState) => void
  /** What the server's clock says, and this device's at the same time. */
  readonly onClock?: (at: { server: number; here: number }) => void
  /** Frames for others: documents, pages, presence. */
  readonly onFrame: (frame: ServerFrame) => void
  /** The device could not be read or written, or another tab leads. The driver has stopped. */
  readonly onFailure: (error: unknown) => void
}

/** Pages that nobody in a tab has asked for; those of tabs are numbered from 1. */
const FILL_RID = 0
/** Updates on their way at once: a long text written offline does not fill the server's window in one breath. */
const MAX_PUSHES = 500
/** Dialogs asked for at once, so that a device long away does not ask for hundreds of pages in one breath. */
const MAX_FILLS = 40

export class Driver {
  readonly #deps: DriverDeps
  readonly #checks: Checks
  readonly #queue: EngineEvent[] = []
  readonly #timers = new Map<TimerName | 'flush', () => void>()
  /** Commands and updates of this connection that are on their way. */
  readonly #inFlight = new Set<Id>()
  /** Updates among them. */
  readonly #pushed = new Set<Id>()
  /** Dialogs whose missing parts were asked for in this connection. */
  readonly #filled = new Set<Id>()
  #state = IDLE
  #socket: Socket | null = null
  #isRunning = false
  #isClosed = false

  constructor(deps: DriverDeps) {
    this.#deps = deps
    this.#checks = new Checks(deps.store, (bytes) => this.#socket?.send(bytes))
  }

  get state(): EngineState {
    return this.#state
  }

  dispatch(event: EngineEvent): void {
    if (this.#isClosed) return
    this.#queue.push(event)
    if (this.#isRunning) return
    this.#isRunning = true
    void this.#run()
  }

  /** Sends a frame of the features if the connection is up. */
  send(bytes: Uint8Array): boolean {
    const isUp = this.#state.phase === 'live' || this.#state.phase === 'catching-up'
    if (isUp) this.#socket?.send(bytes)
    return isUp
  }

  close(): void {
    this.#isClosed = true
    for (const stop of this.#timers.values()) stop()
    this.#timers.clear()
    this.#disconnect()
  }

  async #run(): Promise<void> {
    try {
      for (let event = this.#queue.shift(); event && !this.#isClosed; event = this.#queue.shift()) {
        const { state, effects } = step(this.#state, event, this.#deps.random())
        const isNews = state !== this.#state
        this.#state = state
        if (isNews) this.#deps.onState(state)
        for (const effect of effects) await this.#carryOut(effect)
      }
    } catch (error) {
      this.close()
      this.#deps.onFailure(error)
    } finally {
      this.#isRunning = false
    }
  }

  async #carryOut(effect: Effect): Promise<void> {
    const { store } = this.#deps
    switch (effect.do) {
      case 'connect':
        return this.#connect()
      case 'disconnect':
        return this.#disconnect()
      case 'hello':
        return this.#hello()
      case 'begin-snapshot':
        return store.beginSnapshot(effect)
      case 'apply-snapshot':
        return this.#reached(await store.applySnapshot(effect.part), { isFrame: true, isPartial: !effect.part.last })
      case 'apply-batch':
        return this.#reached(await store.applyBatch(effect.batch), { isFrame: true })
      case 'report-position':
        return this.#reached((await store.position()).cursor, { isFrame: false })
      case 'record-results':
        return this.#record(effect.results)
      case 'ack':
        this.#socket?.send(encodeClient('ACK', { cursor: effect.cursor, taken: effect.taken }))
        return
      case 'fill':
        return this.#fill(effect.among)
      case 'check':
        return this.#checks.next()
      case 'repair':
        return this.#checks.verdict(effect.verdict)
      case 'flush':
        return this.#flush()
      case 'ping':
        this.#socket?.send(encodeClient('PING', {}))
        return
      case 'pass-on':
        return this.#passOn(effect.frame)
      case 'set-timer':
        return this.#setTimer(effect.timer, effect.ms, () => this.dispatch({ type: 'timer', timer: effect.timer }))
      case 'clear-timers':
        for (const stop of this.#timers.values()) stop()
        this.#timers.clear()
        return
      default:
        return exhaustive(effect)
    }
  }

  #connect(): void {
    this.#disconnect()
    const socket = this.#deps.connect({
      opened: () => this.#socket === socket && this.dispatch({ type: 'opened' }),
      message: (bytes) => {
        if (this.#socket !== socket) return
        const frame = decodeServer(bytes)
        if (frame?.name === 'WELCOME' || frame?.name === 'PONG') this.#deps.onClock?.({ server: frame.head.now, here: this.#deps.now() })
        this.dispatch(frame ? { type: 'frame', frame } : { type: 'stuck' })
      },
      closed: (code, reason) => {
        if (this.#socket !== socket) return
        this.#socket = null
        this.dispatch({ type: 'closed', code, serverProtocol: protocolIn(reason) })
      },
    })
    this.#socket = socket
    this.#inFlight.clear()
    this.#pushed.clear()
    this.#filled.clear()
    this.#checks.reset()
  }

  /** The engine hears of the end at once; what the old socket still says is nobody's. */
  #disconnect(): void {
    const socket = this.#socket
    this.#socket = null
    if (!socket) return
    socket.close()
    this.dispatch({ type: 'closed', code: 0 })
  }

  async #hello(): Promise<void> {
    const { device, epoch, cursor, aclEpoch, staged } = await this.#deps.store.position()
    const unanswered = [...(await this.#deps.store.unanswered(MAX_COMMANDS))]
    const { build } = this.#deps
    this.#socket?.send(encodeClient('HELLO', { proto: PROTOCOL_VERSION, build, device, epoch, cursor, aclEpoch, staged, unanswered }))
  }

  async #reached(cursor: number | null, { isFrame, isPartial = false }: { isFrame: boolean; isPartial?: boolean }): Promise<void> {
    if (cursor !== null) {
      const hasBegun = await this.#deps.store.settle(cursor)
      this.dispatch({ type: 'applied', cursor, isFrame })
      if (hasBegun) this.dispatch({ type: 'outbox' })
    } else this.dispatch({ type: isPartial ? 'staged' : 'stuck' })
  }

  async #record(results: Parameters<SyncTables['recordResults']>[0]): Promise<void> {
    if (results.length === 0) return
    await this.#deps.store.recordResults(results)
    await this.#deps.store.settle((await this.#deps.store.position()).cursor)
    for (const { id } of results) this.#inFlight.delete(id)
  }

  async #flush(): Promise<void> {
    const { store } = this.#deps
    const { commands, lookAgainAt } = await store.outgoing(this.#deps.now())
    const fresh = commands.filter(({ id }) => !this.#inFlight.has(id)).slice(0, MAX_COMMANDS)
    for (const { id } of fresh) this.#inFlight.add(id)
    for (const frame of framesOf(fresh)) {
      const leaving = await store.markSent(frame.map(({ id }) => id))
      const commands = frame.filter(({ id }) => leaving.has(id))
      for (const { id } of frame) if (!leaving.has(id)) this.#inFlight.delete(id)
      if (commands.length > 0) this.#socket?.send(encodeClient('CMD', { commands }))
    }
    for (const { id, doc, bytes, lineage = null } of await store.waitingUpdates()) {
      if (this.#inFlight.has(id) || this.#pushed.size >= MAX_PUSHES) continue
      this.#inFlight.add(id)
      this.#pushed.add(id)
      this.#socket?.send(encodeClient('DOC_PUSH', { id, doc, lineage }, bytes))
    }
    if (lookAgainAt !== null) this.#setTimer('flush', lookAgainAt - this.#deps.now(), () => this.dispatch({ type: 'outbox' }))
  }

  /** One page for each dialog and connection: what that does not mend is not to be had. */
  async #fill(among: 'changed' | 'all'): Promise<void> {
    for (const { id, lastSeq } of await this.#deps.store.incomplete({ among, limit: MAX_FILLS })) {
      if (this.#filled.has(id)) continue
      this.#filled.add(id)
      const page = { rid: FILL_RID, dialogId: id, before: lastSeq + 1, limit: ITEMS_AT_HAND }
      this.#socket?.send(encodeClient('PAGE', page))
    }
  }

  async #passOn(frame: ServerFrame): Promise<void> {
    if (frame.name === 'DOC_ACK') {
      for (const id of frame.head.ids) {
        await this.#deps.store.acknowledgeUpdate(id)
        this.#settled(id)
      }
    }
    if (frame.name === 'DOC_REJ' && frame.head.id !== null) await this.#deps.store.refuseUpdate(frame.head.id, frame.head.code)
    if (frame.name === 'DOC_REJ') this.#settled(frame.head.id)
    if (frame.name === 'LIST_RES') await this.#deps.store.applyList(frame.head.rows)
    if (frame.name === 'PAGE_RES') await this.#deps.store.applyPage(frame.head)
    this.#deps.onFrame(frame)
  }

  /** When all that was pushed is answered, what did not fit follows. */
  #settled(id: Id | null): void {
    if (id === null || !this.#pushed.delete(id) || this.#pushed.size > 0) return
    this.dispatch({ type: 'outbox' })
  }

  #setTimer(name: TimerName | 'flush', ms: number, run: () => void): void {
    this.#timers.get(name)?.()
    this.#timers.set(name, this.#deps.setTimer(ms, run))
  }
}

/** Characters of commands in one frame: a third of the server's limit in bytes, as a Cyrillic letter takes two. */
const FRAME_CHARS = 80_000

/** Commands in order, in frames that the server takes. One command is always below the limit. */
function framesOf(commands: readonly Command[]): readonly Command[][] {
  const frames: Command[][] = []
  let room = 0
  for (const command of commands) {
    const size = JSON.stringify(command).length
    if (size > room) {
      frames.push([])
      room = FRAME_CHARS
    }
    frames.at(-1)?.push(command)
    room -= size
  }
  return frames
}
