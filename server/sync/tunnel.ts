/** Yjs documents inside the one connection of a device: opened by handle, pushed by id, acknowledged after COMMIT. */
import type { Actor } from '#shared/commands/spec'
import type { DocumentName } from '#shared/domain/document'
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
  /** Closes what the operator may no longer see. */
  recheck(): void
  close(): void
}

export function createDocumentTunnel(options: {
  connection: Connection
  actor: Actor
  documents: DocumentHub
  mayOpen: (doc: DocumentName) => boolean
}): DocumentTunnel {
  const { connection, actor, documents, mayOpen } = options
  const open = new Map<number, { readonly doc: DocumentName; readonly document: OpenDocument }>()

  async function start({ h, doc }: Extract<DocumentFrame, { name: 'DOC_OPEN' }>['head']): Promise<void> {
    const code = !mayOpen(doc) ? 'not-found' : open.has(h) || open.size >= MAX_OPEN_DOCUMENTS ? 'invalid' : null
    if (code) {
      connection.send(encodeServer('DOC_REJ', { id: null, h, code }))
      return
    }
    const editor = {
      name: actor.name,
      operatorId: actor.operatorId,
      deliver: (message: Uint8Array) => void connection.send(encodeServer('DOC', { h }, message)),
    }
    const opened = documents.open(doc, editor)
    open.set(h, { doc, document: opened })
    const carets = opened.carets()
    if (carets) editor.deliver(carets)
  }

  async function converse(h: number, raw: Uint8Array): Promise<void> {
    const opened = open.get(h)?.document
    const message = opened && parseMessage(raw)
    if (!message) return
    switch (message.kind) {
      case 'step1': {
        const missing = await opened.missing(message.stateVector)
        // Closed meanwhile, or taken away.
        if (open.has(h)) connection.send(encodeServer('DOC', { h }, step2Message(missing)))
        return
      }
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
    const outcome = mayOpen(doc)
      ? await documents.push(doc, { updateId: id, authorId: actor.operatorId, bytes }, null)
      : ({ ok: false, code: 'not-found' } as const)
    connection.send(outcome.ok ? encodeServer('DOC_ACK', { id }) : encodeServer('DOC_REJ', { id, h: null, code: outcome.code }))
  }

  function end(h: number): void {
    open.get(h)?.document.close()
    open.delete(h)
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
          end(frame.head.h)
      }
    },
    recheck() {
      for (const [h, { doc }] of open) {
        if (mayOpen(doc)) continue
        end(h)
        connection.send(encodeServer('DOC_REJ', { id: null, h, code: 'not-found' }))
      }
    },
    close() {
      for (const h of [...open.keys()]) end(h)
    },
  }
}
