/**
 * `/yjs/:document` for any stock y-websocket client with an API key: the protocol as y-websocket speaks it, over the
 * same hub as our own devices.
 */
import * as v from 'valibot'
import { DocumentName, MAX_UPDATE_BYTES } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { CLOSE } from '#shared/protocol/frames'
import { DEAF, whenAdmitted } from '../http/admission'
import type { Connection, SocketHandlers, SocketRoute, UpgradeRequest } from '../http/port'
import { countedIds } from './counted-ids'
import { type DocumentHub, isEmptyUpdate } from './hub'
import { parseMessage, step1Message, step2Message, type YMessage } from './messages'
import type { Editor } from './presence'
import type { Programs } from './programs'

interface Caller {
  readonly doc: DocumentName
  readonly key: Key
}
interface Key {
  readonly id: Id
  readonly name: string
}
type Refusal = readonly [code: number, reason: string]

/** Room for the message's own header around the largest update. */
const HEADER_BYTES = 64
/** Close code of /yjs alone: our own devices are told by a frame. */
const NO_SUCH_DOCUMENT = 4404
/** How long a refused client waits for its answer: a stock one comes back at once after a connection that was opened. */
const REFUSED_AFTER_MS = 2000

export function yjsRoute(options: {
  hub: DocumentHub
  /** Null when the key opens nothing. From the `key` parameter or `Authorization: Bearer`. */
  authenticate: (request: UpgradeRequest) => Promise<Key | null>
  programs: Programs
  onError: (error: unknown) => void
}): SocketRoute<UpgradeRequest> {
  const maxFrameBytes = MAX_UPDATE_BYTES + HEADER_BYTES

  async function lookUp(request: UpgradeRequest): Promise<Caller | Refusal> {
    const key = await options.authenticate(request)
    if (!key) return [CLOSE.AUTH, 'API key required']
    const doc = v.safeParse(DocumentName, request.params.document)
    if (!doc.success || !(await options.hub.exists(doc.output))) return [NO_SUCH_DOCUMENT, 'no such document']
    return { doc: doc.output, key }
  }

  return {
    path: '/yjs/:document',
    maxFrameBytes,
    upgrade: (request) => ({ ok: true, context: request }),
    open: (connection, request) =>
      whenAdmitted(connection, {
        lookUp: () => lookUp(request),
        endings: options.programs.endings,
        open: (caller) => ('doc' in caller ? converse(connection, caller, options) : refuse(connection, caller)),
        maxHeldBytes: maxFrameBytes,
        onError: options.onError,
      }),
  }
}

function refuse(connection: Connection, [code, reason]: Refusal): SocketHandlers {
  const timer = setTimeout(() => connection.close(code, reason), REFUSED_AFTER_MS)
  return { ...DEAF, closed: () => clearTimeout(timer) }
}

function converse(
  connection: Connection,
  { doc, key }: Caller,
  { hub, programs, onError }: { hub: DocumentHub; programs: Programs; onError: (error: unknown) => void },
): SocketHandlers {
  const editor: Editor = { name: key.name, operatorId: null, deliver: (message) => void connection.send(message) }
  const opened = hub.open(doc, editor)
  const updateId = countedIds()

  async function answer(message: YMessage): Promise<void> {
    switch (message.kind) {
      case 'step1': {
        const { missing, stateVector } = await opened.compare(message.stateVector)
        connection.send(step2Message(missing))
        // Asked for what it has only now: a document is read once for each who comes.
        connection.send(step1Message(stateVector))
        return
      }
      case 'awareness':
        return opened.awareness(message.bytes)
      case 'query-awareness':
        return greet()
      case 'update': {
        if (isEmptyUpdate(message.bytes)) return
        const outcome = await hub.push(doc, { updateId: updateId(), authorId: null, bytes: message.bytes, lineage: null }, editor)
        if (!outcome.ok) connection.close(CLOSE.BAD_FRAME, outcome.code)
      }
    }
  }

  function greet(): void {
    const carets = opened.carets()
    if (carets) connection.send(carets)
  }

  /** It is told of no update that it is stored: whoever comes anew is asked for what is not here. */
  function failed(error: unknown): void {
    onError(error)
    connection.close(CLOSE.DRAINING, 'store')
  }

  const left = programs.add(key.id, () => connection.close(CLOSE.AUTH, 'the key was taken away'))
  greet()

  return {
    message(bytes) {
      const message = parseMessage(bytes)
      if (message) answer(message).catch(failed)
      else connection.close(CLOSE.BAD_FRAME, 'unreadable message')
    },
    closed() {
      left()
      opened.close()
    },
  }
}
