/** Devices connected to the real server parts, without sockets. */
import type { Actor } from '#shared/commands/spec'
import type { ClientFrameName, ClientHead } from '#shared/protocol/frames'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { encodeClient, encodeServer } from '#shared/protocol/wire'
import { createDocumentHub } from '../documents/hub'
import { makeParts, OLGA } from '../parts-fixture'
import { makeConnection } from './connection-fixture'
import { createIndexer } from './indexer'
import { createPresenceBoard } from './presence'
import { createBatchEncoder } from './sender'
import { createSession, type SessionDeps } from './session'
import { createSessions } from './sessions'
import { createView } from './view'

export async function makeServer(options: { deps?: (deps: SessionDeps) => Partial<SessionDeps> } = {}) {
  const parts = await makeParts()
  const { store, feed, executor, committer, clock, visibility } = parts
  const errors: unknown[] = []
  const ahead: string[] = []
  const sessions = createSessions(setImmediate)
  parts.onCommit(() => sessions.poke())
  const documents = createDocumentHub({ store, committer, validate: async () => true, onUpdate: () => undefined, clock })
  parts.onCommit(documents.committed)
  const presence = createPresenceBoard({
    clock,
    tell: (news, except) => sessions.tell(encodeServer('PRESENCE', news), ({ operatorId }) => operatorId !== except),
  })
  const made: SessionDeps = {
    store,
    feed,
    executor,
    documents,
    presence,
    encodeBatch: createBatchEncoder(createView(store, visibility, clock)),
    visibility,
    indexer: createIndexer({ store, onError: (error) => errors.push(error) }),
    horizon: () => 0,
    onAhead: () => ahead.push('a device'),
    clock,
    elapsed: clock,
    onError: (error) => errors.push(error),
  }
  const deps: SessionDeps = { ...made, ...options.deps?.(made) }

  function connect(actor: Actor = OLGA, tokenHash = 'token') {
    const line = makeConnection()
    const session = createSession(line.connection, actor, deps)
    sessions.add(session, tokenHash)
    return {
      ...line,
      session,
      say: <N extends ClientFrameName>(name: N, head: ClientHead<N>, raw?: Uint8Array) =>
        session.message(encodeClient(name, head, raw), true),
      sayRaw: (bytes: Uint8Array) => session.message(bytes, true),
      hello: (more: Partial<ClientHead<'HELLO'>> = {}) => session.message(encodeClient('HELLO', { ...EMPTY_DEVICE, ...more }), true),
      /** The network is gone. */
      hangUp() {
        line.connection.close(1006, 'gone')
        sessions.remove(session)
        session.closed()
      },
    }
  }

  return { ...parts, documents, presence, sessions, errors, ahead, connect }
}

export type Device = ReturnType<Awaited<ReturnType<typeof makeServer>>['connect']>

const EMPTY_DEVICE: ClientHead<'HELLO'> = {
  proto: PROTOCOL_VERSION,
  build: 'test',
  device: 'device',
  epoch: null,
  cursor: 0,
  aclEpoch: 0,
  staged: null,
  unanswered: [],
}
