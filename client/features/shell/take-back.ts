import * as v from 'valibot'
import { COMMANDS } from '#shared/commands/catalogue'
import { type Attachment, Attachments } from '#shared/domain/attachment'
import type { Data, OutboxEntry } from '../../data/contract'

const Reply = v.object({ text: v.string(), attachments: Attachments })

/**
 * A reply that has not gone becomes a draft again, files included. Kept as a draft first, so that nothing is lost between;
 * what has been begun meanwhile stays above it. An edit is begun again, where its message stands.
 */
export async function takeBack(data: Data, entry: OutboxEntry): Promise<void> {
  if (entry.type === 'message.edit') {
    const edit = v.safeParse(COMMANDS['message.edit'].args, entry.args)
    if (!edit.success) return
    const { dialogId, itemId, text, seenText } = edit.output
    data.keepBegunEdit(dialogId, itemId, { text, seenText })
    await data.discard(entry.id)
    return
  }
  const reply = v.safeParse(Reply, entry.args)
  if (!reply.success || !entry.dialogId) return
  await data.saveDraft(entry.dialogId, reply.output.text, '')
  await data.attachToDraft(entry.dialogId, reply.output.attachments)
  await data.discard(entry.id)
}

/** The files a reply carries. */
export function filesOf(entry: OutboxEntry): readonly Attachment[] {
  const reply = v.safeParse(Reply, entry.args)
  return reply.success ? reply.output.attachments : []
}
