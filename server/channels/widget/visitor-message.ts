import type { Id } from '#shared/domain/id'
import type { WidgetMessage } from '#shared/protocol/widget'
import { ownFiles } from './files'
import { eventKey, type Frame, type Guest } from './guest'
import type { WidgetServices } from './services'

export type Taken =
  | { readonly status: 'taken'; readonly message: WidgetMessage; readonly dialogId: Id; readonly isDuplicate: boolean }
  /** A file that is not the visitor's. */
  | { readonly status: 'invalid' }
  | { readonly status: 'unknown-channel' }

/** Commits a visitor's message and gives its files to the conversation. @throws when the store does. */
export async function takeMessage(frame: Frame<'send'>, guest: Guest, services: WidgetServices): Promise<Taken> {
  const { accept, history } = services
  const { blobs } = services.store
  const attachments = await ownFiles(frame.files, guest.visitor, blobs)
  if (!attachments) return { status: 'invalid' }
  const fileIds = attachments.map(({ id }) => id)
  const attach = async (dialogId: Id) => {
    if (fileIds.length > 0) await blobs.attach(fileIds, dialogId)
  }
  // In a known dialog the files belong to it before the message is seen, so no operator meets a picture not yet theirs.
  const known = guest.dialogId
  if (known) await attach(known)
  const { channelId } = guest.visitor
  const event = { channelId, peer: guest.peer, key: eventKey(guest, frame.id), text: frame.text, attachments }
  const outcome = await accept({ type: 'message', ...event, raw: JSON.stringify(frame) })
  if (!outcome.ok) return { status: 'unknown-channel' }
  const { dialogId, isDuplicate } = outcome
  if (dialogId !== known) await attach(dialogId)
  const id = outcome.itemId ?? frame.id
  const at = isDuplicate ? ((await history.writtenAt(dialogId, id)) ?? outcome.at) : outcome.at
  const message: WidgetMessage = { id, from: 'visitor', author: null, text: frame.text, attachments, at, state: 'delivered' }
  return { status: 'taken', message, dialogId, isDuplicate }
}
