/** Yjs documents inside the one connection of a device: opened by handle, pushed by id, acknowledged after COMMIT. */
import type { Actor } from '#shared/commands/spec'
import type { ClientFrame } from '#shared/protocol/frames'
import { encodeServer } from '#shared/protocol/wire'
import type { DocumentHub, OpenDocument } from '../documents/hub'
import { parseMessage, step2Message } from '../documents/messages'
import type { Connection } from '../http/port'

type DocumentFrame = Extract<ClientFrame, { name: 'DOC_OPEN' | 'DOC' | 'DOC_CLOSE' | 'DOC_PUSH' }>

/** A person looks at one dialog with a handful of notes; this is far above it. */
const MAX_OPEN_DOCUMENTS = 200

export interface DocumentTunnel {
  handle(frame: DocumentFrame): Promise<void>
  close(): void
}

export function createDocumentTunnel({
  connection,
  actor,
  documents,
}: {
  connection: Connection
  actor: Actor
  documents: DocumentHub
}): DocumentTunnel {
  const open = new Map<number, OpenDocument>()

  async function start({ h, doc }: Extract<DocumentFrame, { name: 'DOC_OPEN' }>['head']): Promise<void> {
    if (open.has(h) || open.size >= MAX_OPEN_DOCUMENTS) {
      connection.send(encodeServer('DOC_REJ', { id: null, h, code: 'invalid' }))
      return
    }
    const editor = {
      name: actor.name,
      operatorId: actor.operatorId,
      deliver: (message: Uint8Array) => void connection.send(encodeServer('DOC', { h }, message)),
    }
    const opened = documents.open(doc, editor)
    open.set(h, opened)
    const carets = opened.carets()
    if (carets) editor.deliver(carets)
  }

  async function converse(h: number, raw: Uint8Array): Promise<void> {
    const opened = open.get(h)
    const message = opened && parseMessage(raw)
    if (!message) return
    switch (message.kind) {
      case 'step1':
        connection.send(encodeServer('DOC', { h }, step2Message(await opened.missing(message.stateVector))))
        return
      case 'awareness':
        return opened.awareness(message.bytes)
      case 'query-awareness': {
        const carets = opened.carets()
        if (carets) connection.send(encodeServer('DOC', { h }, carets))
        return
      }
      case 'update':
        // Local changes travel as DOC_PUSH, with an id to acknowledge.
        return
    }
  }

  async function push({ id, doc }: Extract<DocumentFrame, { name: 'DOC_PUSH' }>['head'], bytes: Uint8Array): Promise<void> {
    const outcome = await documents.push(doc, { updateId: id, authorId: actor.operatorId, bytes }, null)
    connection.send(outcome.ok ? encodeServer('DOC_ACK', { id }) : encodeServer('DOC_REJ', { id, h: null, code: outcome.code }))
  }

  return {
    async handle(frame) {
      switch (frame.name) {
        case 'DOC_OPEN':
          return start(frame.head)
        case 'DOC':
          return converse(frame.head.h, frame.raw)
        case 'DOC_PUSH':
          return push(frame.head, frame.raw)
        case 'DOC_CLOSE':
          open.get(frame.head.h)?.close()
          open.delete(frame.head.h)
      }
    },
    close() {
      for (const opened of open.values()) opened.close()
      open.clear()
    },
  }
}
