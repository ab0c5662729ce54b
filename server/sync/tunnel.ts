/**
 * Yjs documents inside the one connection of a device: opened by handle, pushed by id, acknowledged after COMMIT.
 *
 * LIN2 A device whose copy is of another lineage is told so, and told nothing else of the document.
 */
import type { Actor } from '#shared/commands/spec'
import type { DocumentName } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { ClientFrame } from '#shared/protocol/frames'
import { encodeServer } from '#shared/protocol/wire'
import type { DocumentHub, OpenDocument } from '../documents/hub'
import { parseMessage, step2Message } from '../documents/messages'
import type { Connection } from '../http/port'
import { createFrameOutbox } from './outbox'

type DocumentFrame = Extract<ClientFrame, { name: 'DOC_OPEN' | 'DOC' | 'DOC_CLOSE' | 'DOC_PUSH' }>

interface Opened {
  readonly doc: DocumentName
  readonly document: OpenDocument
  /** The server's. */
  readonly lineage: Promise<Id>
  readonly isSame: Promise<boolean>
}

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
  /** Runs its argument when the turn is over; without it, when the work of the moment is done. */
  later?: ((run: () => void) => void) | undefined
}): DocumentTunnel {
  const { connection, actor, documents, mayOpen } = options
  const open = new Map<number, Opened>()
  const outbox = createFrameOutbox(connection, options.later ?? queueMicrotask)

  async function start({ h, doc, lineage }: Extract<DocumentFrame, { name: 'DOC_OPEN' }>['head']): Promise<void> {
    const code = !mayOpen(doc) ? 'not-found' : open.has(h) || open.size >= MAX_OPEN_DOCUMENTS ? 'invalid' : null
    if (code) {
      connection.send(encodeServer('DOC_REJ', { id: null, h, code }))
      return
    }
    // Subscribed before anything is read (DOC2), heard once the lineages are known to be one.
    const held: Uint8Array[] = []
    let isHeard = false
    const say = (message: Uint8Array) => outbox.send(encodeServer('DOC', { h }, message))
    const document = documents.open(doc, {
      name: actor.name,
      operatorId: actor.operatorId,
      deliver: (message) => void (isHeard ? say(message) : held.push(message)),
    })
    const lineages = documents.lineage(doc)
    const opened: Opened = { doc, document, lineage: lineages, isSame: lineages.then((of) => lineage === null || lineage === of) }
    open.set(h, opened)
    const isSame = await opened.isSame
    // Closed meanwhile, or taken away.
    if (open.get(h) !== opened) return
    if (!isSame) {
      end(h)
      outbox.send(encodeServer('DOC_SYNC', { h, lineage: await opened.lineage }))
      return
    }
    const carets = document.carets()
    if (carets) say(carets)
    isHeard = true
    for (const message of held) say(message)
  }

  async function converse(h: number, raw: Uint8Array): Promise<void> {
    const handle = open.get(h)
    const message = handle && parseMessage(raw)
    if (!message || !(await handle.isSame)) return
    const opened = handle.document
    switch (message.kind) {
      case 'step1': {
        const { missing, stateVector } = await opened.compare(message.stateVector)
        if (open.get(h) !== handle) return
        outbox.send(encodeServer('DOC_SYNC', { h, lineage: await handle.lineage }, stateVector))
        outbox.send(encodeServer('DOC', { h }, step2Message(missing)))
        return
      }
      case 'awareness':
        return opened.awareness(message.bytes)
      case 'query-awareness': {
        const carets = opened.carets()
        if (carets) outbox.send(encodeServer('DOC', { h }, carets))
        return
      }
      case 'update':
        // Local changes travel as DOC_PUSH, with an id to acknowledge.
        return
    }
  }

  async function push({ id, doc, lineage }: Extract<DocumentFrame, { name: 'DOC_PUSH' }>['head'], bytes: Uint8Array): Promise<void> {
    const outcome = mayOpen(doc)
      ? await documents.push(doc, { updateId: id, authorId: actor.operatorId, bytes, lineage }, null)
      : ({ ok: false, code: 'not-found' } as const)
    if (outcome.ok) outbox.acknowledge(id)
    else outbox.send(encodeServer('DOC_REJ', { id, h: null, code: outcome.code }))
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
        outbox.send(encodeServer('DOC_REJ', { id: null, h, code: 'not-found' }))
      }
    },
    close() {
      for (const h of [...open.keys()]) end(h)
    },
  }
}
