import { attachmentKind } from '#shared/domain/attachment'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'

/** A message in one line. */
export function messageSummary({ text, deleted, content, attachments: [file] }: MessageItem): string {
  if (deleted) return t().chat.content.deleted
  if (text) return text
  if (content) return t().chat.content[content.type]
  return file ? t().inbox.mime[attachmentKind(file.mime)] : t().inbox.mime.file
}
