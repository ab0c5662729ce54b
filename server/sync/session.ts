/**
 * One device's connection, from its first frame to its last.
 *
 * SES1 Nothing is read before HELLO and nothing but WELCOME is sent before it is answered. SES2 Commands are admitted
 * in the order they came. SES3 A frame that does not parse ends the connection and changes nothing.
 */
import type { Actor } from '#shared/commands/spec'
import { type Id, newId } from '#shared/domain/id'
import type { Viewer } from '#shared/domain/permissions'
import { summariesSince } from '#shared/domain/window'
import { MAX_HELLO_BYTES } from '#shared/protocol/codec'
import { CLOSE, type ClientFrame, type ClientHead, type Result } from '#shared/protocol/frames'
import { PROTOCOL_VERSION, upgradeReason } from '#shared/protocol/version'
import { decodeClient, encodeServer, protocolOf } from '#shared/protocol/wire'
import type { Executor } from '../commands/execute'
import type { DocumentHub } from '../documents/hub'
import type { Connection, SocketHandlers } from '../http/port'
import type { Store } from '../store/port'
import { makeAllowance } from './allowance'
import { checkSlice } from './check'
import type { Feed } from './feed'
import type { Indexer } from './indexer'
import { listDialogs } from './list'
import { readPage } from './page'
import type { PresenceBoard } from './presence'
import { findFor } from './search'
import { createSender, type EncodeBatch, type Sender } from './sender'
import { type SnapshotPlan, snapshotParts } from './snapshot'
import { createDocumentTunnel } from './tunnel'
import type { Visibility } from './visibility'
import { type WelcomeMode, welcomeMode } from './welcome'

export interface SessionDeps {
  readonly store: Store
  readonly feed: Feed
  readonly executor: Executor
  readonly documents: DocumentHub
  readonly presence: PresenceBoard
  readonly encodeBatch: EncodeBatch
  readonly visibility: Visibility
  readonly indexer: Pick<Indexer, 'settle'>
  readonly horizon: () => number
  /** A device knows more of this history than the store does: it must be a copy that was put back. */
  readonly onAhead: () => void
  readonly clock: () => number
  /** Milliseconds by a clock that is never put back: of what lasts within this process. */
  readonly elapsed: () => number
  readonly onError: (error: unknown) => void
  /** Runs its argument when the turn of the event loop is over, so that what it brings leaves together. */
  readonly later?: (run: () => void) => void
}

export interface Session extends SocketHandlers {
  readonly id: Id
  readonly viewer: Viewer
  /** New rows are committed. */
  poke(): void
  /** Ends the connection of a device that takes nothing any more. To be called every few seconds. */
  check(): void
  send(frame: Uint8Array): void
  close(code: number, reason: string): void
}

export function createSession(connection: Connection, actor: Actor, deps: SessionDeps): Session {
  const id = newId()
  const { store, feed, executor, presence } = deps
  const { visibility } = deps
  const tunnel = createDocumentTunnel({
    connection,
    actor,
    documents: deps.documents,
    mayOpen: (doc) => visibility.seesDocument(actor, doc),
    later: deps.later,
  })
  const aclEpoch = actor.access?.epoch ?? 0
  const allowance = makeAllowance(deps.elapsed)
  let sender: Sender | null = null
  let isGreeted = false
  let checking: Promise<void> = Promise.resolve()
  let searching: AbortController | null = null
  const later = deps.later ?? queueMicrotask
  let answers: Result[] = []
  /** Commands are admitted one frame after another: SES2. */
  let admission: Promise<void> = Promise.resolve()

  function refuse(reason: string): void {
    connection.close(CLOSE.BAD_FRAME, reason)
  }

  /** The version is looked at before the frame is parsed: a HELLO of another protocol has other fields. */
  function introduced(bytes: Uint8Array): void {
    const isShort = bytes.length <= MAX_HELLO_BYTES
    const proto = isShort ? protocolOf(bytes) : null
    const frame = isShort ? decodeClient(bytes) : null
    if (proto !== null && proto !== PROTOCOL_VERSION) connection.close(CLOSE.UPGRADE, upgradeReason(PROTOCOL_VERSION))
    else if (frame?.name !== 'HELLO') refuse('hello expected')
    else {
      isGreeted = true
      greet(frame.head).catch(failed)
    }
  }

  async function greet(hello: ClientHead<'HELLO'>): Promise<void> {
    const head = feed.head()
    const mode = welcomeMode(hello, { epoch: store.epoch, head, horizon: deps.horizon(), aclEpoch, viewer: actor })
    if (hello.epoch === store.epoch && hello.cursor > head) deps.onAhead()
    const results = await store.results(hello.unanswered, actor.operatorId)
    const common = { session: id, epoch: store.epoch, head, aclEpoch, now: deps.clock() }
    connection.send(encodeServer('WELCOME', { ...common, mode, results: [...results] }))
    for (const news of presence.current()) {
      if (news.operatorId !== actor.operatorId && visibility.seesDialog(actor, news.dialogId))
        connection.send(encodeServer('PRESENCE', news))
    }
    const plan = planOf(mode, hello, head)
    const from = plan?.to ?? hello.cursor
    const made = createSender({
      connection,
      feed,
      encode: deps.encodeBatch,
      viewer: actor,
      from,
      horizon: deps.horizon,
      elapsed: deps.elapsed,
      onError: deps.onError,
    })
    sender = made
    if (plan) {
      for await (const part of snapshotParts(deps, actor, plan)) {
        if (!(await made.writable())) return
        if (!made.push(encodeServer('SNAPSHOT', part))) return
      }
    }
    made.start()
  }

  /** Null: nothing but what comes after the cursor is to be told. */
  function planOf(mode: WelcomeMode, { staged }: ClientHead<'HELLO'>, head: number): SnapshotPlan | null {
    if (mode === 'resume') return null
    return mode === 'continue' && staged ? staged : { to: head, since: summariesSince(deps.clock()), place: null }
  }

  function execute(commands: ClientHead<'CMD'>['commands']): void {
    admission = admission
      .then(() => executor.admit(actor, commands))
      .then((settling) => {
        for (const settled of settling) settled.then(answer, failed)
      })
      .catch(failed)
  }

  /** Results of one commit settle together, and leave together. */
  function answer(result: Result): void {
    if (answers.length === 0) later(sendAnswers)
    answers.push(result)
  }

  function sendAnswers(): void {
    connection.send(encodeServer('RESULT', { results: answers }))
    answers = []
  }

  /** The store could not commit: nothing is acknowledged, and the device will ask again on its next connection. */
  function failed(error: unknown): void {
    deps.onError(error)
    connection.close(CLOSE.DRAINING, 'store')
  }

  async function page({ rid, ...of }: ClientHead<'PAGE'>): Promise<void> {
    connection.send(encodeServer('PAGE_RES', { rid, ...(await readPage(deps, actor, of)) }))
  }

  async function list({ rid, ...of }: ClientHead<'LIST'>): Promise<void> {
    connection.send(encodeServer('LIST_RES', { rid, ...(await listDialogs(deps, actor, of)) }))
  }

  /** One at a time, however many are asked for at once: each is some milliseconds of reading. */
  function check({ rid, ...of }: ClientHead<'CHECK'>): void {
    checking = checking
      .then(async () => {
        if (connection.isOpen) connection.send(encodeServer('CHECK_RES', { rid, ...(await checkSlice(deps, actor, { rid, ...of })) }))
      })
      .catch(failed)
  }

  /** Whoever asks again does not wait for the answer to what was asked before: that one is given up. */
  async function search({ rid, text, after }: ClientHead<'SEARCH'>): Promise<void> {
    searching?.abort()
    searching = new AbortController()
    const { signal } = searching
    const isWhole = await deps.indexer.settle().catch(notIndexed)
    const { hits, next } = await findFor(deps, actor, { text, after }, signal)
    if (!signal.aborted) connection.send(encodeServer('SEARCH_RES', { rid, hits: [...hits], next, isWhole }))
  }

  /** On a full disk one finds what was there before. */
  function notIndexed(error: unknown): false {
    deps.onError(error)
    return false
  }

  function handle(frame: ClientFrame): void {
    switch (frame.name) {
      case 'HELLO':
        refuse('second hello')
        return
      case 'ACK':
        if (sender?.confirmed(frame.head.taken) === false) refuse('confirmed more than was sent')
        return
      case 'CMD':
        execute(frame.head.commands)
        return
      case 'PAGE':
        void page(frame.head).catch(failed)
        return
      case 'LIST':
        void list(frame.head).catch(failed)
        return
      case 'CHECK':
        check(frame.head)
        return
      case 'SEARCH':
        void search(frame.head).catch(failed)
        return
      case 'DOC_OPEN':
      case 'DOC':
      case 'DOC_CLOSE':
      case 'DOC_PUSH':
        void tunnel.handle(frame).catch(failed)
        return
      case 'PRESENCE':
        if (visibility.seesDialog(actor, frame.head.dialogId)) presence.set(id, { ...frame.head, operatorId: actor.operatorId })
        return
      case 'PING':
        connection.send(encodeServer('PONG', { now: deps.clock(), head: feed.head() }))
    }
  }

  return {
    id,
    viewer: actor,
    poke() {
      tunnel.recheck()
      sender?.poke()
    },
    check() {
      if (sender?.isStalled()) connection.close(CLOSE.SLOW, 'takes nothing')
    },
    send(frame) {
      // A device that has not been welcomed is told by `greet` how things stand.
      if (sender) connection.send(frame)
    },
    close: (code, reason) => connection.close(code, reason),
    message(bytes) {
      if (!isGreeted) return introduced(bytes)
      const frame = decodeClient(bytes)
      if (!frame) refuse('unreadable frame')
      else if (allowance.takes({ name: frame.name, bytes: bytes.length, commands: commandsIn(frame) })) handle(frame)
      else connection.close(CLOSE.RATE, 'too much')
    },
    drain: () => sender?.drained(),
    closed() {
      sender?.close()
      searching?.abort()
      tunnel.close()
      presence.leave(id)
    },
  }
}

const commandsIn = (frame: ClientFrame): number => (frame.name === 'CMD' ? frame.head.commands.length : 0)
