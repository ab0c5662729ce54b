import type { Id } from '#shared/domain/id'
import type { Change } from '#shared/domain/row'
import { LIBRARY } from '../store/port-blobs'
import type { Ledger } from './ledger'

/** UPL8 Files that a row carries become readable with it, in the same commit: nobody meets a picture that is not yet theirs. */
export function placeFiles(ledger: Ledger, made: Change): void {
  const place = (files: readonly { readonly id: Id }[], where: Id) => {
    for (const { id } of files) ledger.place(id, where)
  }
  if (made.kind === 'item' && made.row.kind === 'message') place(made.row.attachments, made.row.dialogId)
  if (made.kind === 'dialog') for (const { attachments } of made.row.scheduled ?? []) place(attachments, made.row.id)
  // Nobody else reads them yet. Chosen, and perhaps dropped again: they still are of what is between the shop and this person.
  if (made.kind === 'draft') for (const { id } of made.row.attachments ?? []) ledger.choose(id, made.row.dialogId)
  if (made.kind === 'template') place(made.row.attachments, LIBRARY)
}
