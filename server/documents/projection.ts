/** A document as rows: its state for every device, a note's text in its item, and who is called into the dialog by it. */
import { type DocumentName, documentOwner } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { NoteItem } from '#shared/domain/item'
import { findMentions } from '#shared/domain/mention'
import type { Operator } from '#shared/domain/operator'
import { seesDialog } from '#shared/domain/permissions'
import { change, type Ref } from '#shared/domain/row'
import { crc32 } from '#shared/lib/crc32'
import type { Work } from '../commands/committer'
import type { Ledger } from '../commands/ledger'
import type { DocumentVersion } from '../store/port'

export interface Projection {
  readonly doc: DocumentName
  readonly text: string
  readonly state: Uint8Array
  readonly generation: number
  readonly upTo: number
  readonly version: DocumentVersion | null
  /** Who has written since the rows were made last. */
  readonly by: ReadonlySet<Id | null>
  readonly operators: readonly Operator[]
}

/** False: the text came before its note's place. It counts as not looked at, so that a process that dies meanwhile leaves it to the next. */
export function projectWork(made: Projection): Work<boolean> {
  const { doc, text, state, generation, upTo, version } = made
  return {
    refs: () => refsOf(doc),
    run(ledger) {
      // It has ended meanwhile: a row of it would bring the text back.
      if (hasEnded(ledger, doc)) return true
      const owner = documentOwner(doc)
      const item = owner.kind === 'note' ? ledger.get('item', owner.itemId) : undefined
      ledger.put([change('document', { id: doc, state: Buffer.from(state).toString('base64'), text, generation, crc: crc32(state) })])
      if (owner.kind === 'note' && !item) return false
      ledger.record({ doc, upTo, version: isDraft(doc) ? null : version })
      if (item?.kind === 'note') putNote(ledger, item, made)
      return true
    },
  }
}

function putNote(ledger: Ledger, item: NoteItem, { text, by, operators }: Projection): void {
  const mentions = [...new Set(findMentions(text, operators).map(({ operatorId }) => operatorId))]
  const before = item.mentions ?? []
  if (item.text === text && mentions.length === before.length) return
  ledger.put([change('item', { ...item, text, mentions })])
  const dialog = ledger.get('dialog', item.dialogId)
  if (!dialog) return
  const called = operators.filter(({ id, role, access }) => {
    const isNews = mentions.includes(id) && !before.includes(id) && !dialog.mentioned?.includes(id)
    // Who writes their own name knows that they did.
    return isNews && !(by.size === 1 && by.has(id)) && seesDialog({ operatorId: id, role, access }, dialog)
  })
  if (called.length > 0)
    ledger.put([change('dialog', { ...dialog, mentioned: [...(dialog.mentioned ?? []), ...called.map(({ id }) => id)] })])
}

/** What says whether a document may be written: its dialog and note, its dialog's shared draft, its person. */
export function refsOf(doc: DocumentName): readonly Ref[] {
  const owner = documentOwner(doc)
  switch (owner.kind) {
    case 'note':
      return [
        { kind: 'dialog', id: owner.dialogId },
        { kind: 'item', id: owner.itemId },
      ]
    case 'draft':
      return [{ kind: 'dialog', id: owner.dialogId }]
    case 'remark':
      return [{ kind: 'contact', id: owner.contactId }]
  }
}

/** A note's text may come before its place in the timeline, and after that until the note is removed. */
export function hasEnded(ledger: Pick<Ledger, 'get'>, doc: DocumentName): boolean {
  const owner = documentOwner(doc)
  switch (owner.kind) {
    case 'note': {
      const item = ledger.get('item', owner.itemId)
      return !ledger.get('dialog', owner.dialogId) || (item?.kind === 'note' && item.deleted)
    }
    case 'draft':
      return ledger.get('dialog', owner.dialogId)?.sharedDraft?.id !== owner.draftId
    case 'remark':
      return !ledger.get('contact', owner.contactId)
  }
}

const isDraft = (doc: DocumentName): boolean => documentOwner(doc).kind === 'draft'
