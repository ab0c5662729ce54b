/** The bytes of an e-mail with its files. */
import { readFile } from 'node:fs/promises'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { ConnectionServices } from '../connector'
import type { OutboundMessage } from '../port'
import { mailOf, type Sender } from './outgoing'

export type Parcelled =
  | { readonly ok: true; readonly raw: Buffer; readonly messageId: string }
  | { readonly ok: false; readonly reason: 'file-gone' | 'too-large' }

/** Of all files together. Most servers take 25 MB as they travel, a third more than they are. */
const MAX_FILES_BYTES = 18 * 1024 * 1024

export async function parcelOf(message: OutboundMessage, from: Sender, open: ConnectionServices['open']): Promise<Parcelled> {
  const files = await Promise.all(message.attachments.map(({ id }) => open(id)))
  const here = files.filter((file) => file !== null)
  if (here.length < files.length) return { ok: false, reason: 'file-gone' }
  if (here.reduce((sum, { size }) => sum + size, 0) > MAX_FILES_BYTES) return { ok: false, reason: 'too-large' }
  const attachments = await Promise.all(
    here.map(async ({ path, name, mime }) => ({ filename: name, contentType: mime, content: await readFile(path) })),
  )
  const head = mailOf(message, from)
  const raw = await new MailComposer({ ...head, attachments, disableFileAccess: true, disableUrlAccess: true }).compile().build()
  return { ok: true, raw, messageId: head.messageId }
}
