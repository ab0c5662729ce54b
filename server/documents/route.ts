/**
 * `/yjs/:document` for any stock y-websocket client with an API key: the protocol as y-websocket speaks it, over the
 * same hub as our own devices.
 */
import * as v from 'valibot'
import { DocumentName, MAX_UPDATE_BYTES } from '#shared/domain/document'
import { CLOSE } from '#shared/protocol/frames'
import type { Connection, SocketHandlers, SocketRoute, UpgradeRequest } from '../http/port'
import { countedIds } from './counted-ids'
import { type DocumentHub, isEmptyUpdate } from './hub'
import { parseMessage, step1Message, step2Message, type YMessage } from './messages'
import type { Editor } from './presence'

interface Context {
  readonly doc: DocumentName
  readonly keyName: string
}

/** Room for the message's own header around the largest update. */
const HEADER_BYTES = 64

export function yjsRoute(options: {
  hub: DocumentHub
  /** The key's name, or null when it opens nothing. From the `key` parameter or `Authorization: Bearer`. */
  authenticate: (request: UpgradeRequest) => Promise<{ name: string } | null>
  onError: (error: unknown) => void
}): SocketRoute<Context> {
  return {
    path: '/yjs/:document',
    maxFrameBytes: MAX_UPDATE_BYTES + HEADER_BYTES,
    async upgrade(request) {
      const key = await options.authenticate(request)
      if (!key) return { ok: false, status: 401, reason: 'API key required' }
      const doc = v.safeParse(DocumentName, request.params.document)
      if (!doc.success || !(await options.hub.exists(doc.output))) return { ok: false, status: 404, reason: 'no such document' }
      return { ok: true, context: { doc: doc.output, keyName: key.name } }
    },
    open: (connection, context) => converse(connection, context, options),
  }
}

function converse(
  connection: Connection,
  { doc, keyName }: Context,
  { hub, onError }: { hub: DocumentHub; onError: (error: unknown) => void },
): SocketHandlers {
  const editor: Editor = { name: keyName, operatorId: null, deliver: (message) => void connection.send(message) }
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

  greet()

  return {
    message(bytes) {
      const message = parseMessage(bytes)
      if (message) answer(message).catch(onError)
      else connection.close(CLOSE.BAD_FRAME, 'unreadable message')
    },
    closed: () => opened.close(),
  }
}
