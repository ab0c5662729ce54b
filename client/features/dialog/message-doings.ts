import Copy from 'lucide-solid/icons/copy'
import SmilePlus from 'lucide-solid/icons/face-slightly-smiling-plus'
import NotebookPen from 'lucide-solid/icons/notebook-pen'
import Pencil from 'lucide-solid/icons/pencil'
import Reply from 'lucide-solid/icons/reply'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import Trash from 'lucide-solid/icons/trash'
import { CAPABILITIES, type Capabilities } from '#shared/domain/channel'
import type { MessageItem } from '#shared/domain/item'
import type { DialogRow } from '../../data/contract'
import type { Catalogue } from '../../i18n/ru'
import type { MenuItem } from '../../ui/menu'

/** What an operator can do with a message; a doing that the channel forbids carries the reason. */
export interface Doing {
  readonly what: 'reply' | 'react' | 'copy' | 'note' | 'retry' | 'edit' | 'remove' | 'discard'
  /** Null: it can be done. */
  readonly why: string | null
}

export interface DoingsOf {
  readonly item: MessageItem
  readonly row: Pick<DialogRow, 'channel'>
  readonly isPending: boolean
}

/** Pure, so that every combination of channel and message is tested. */
export function doingsOf({ item, row, isPending }: DoingsOf, words: Catalogue['chat']['change']): readonly Doing[] {
  if (item.deleted) return []
  const can: Partial<Capabilities> = row.channel ? CAPABILITIES[row.channel.kind] : {}
  const isOut = item.direction === 'out'
  const isStuck = item.state === 'failed' || item.state === 'unknown'
  // The customer has never had it: it is ours to change, whatever the channel can.
  const isOurs = item.state === 'failed'
  const free = (what: Doing['what']): Doing => ({ what, why: null })
  const asked = (what: Doing['what'], isPossible: boolean | undefined, why: string): Doing => ({ what, why: isPossible ? null : why })
  return [
    ...(isPending ? [] : [asked('reply', can.replyTo, words.cannotReply)]),
    ...(isPending || isOut ? [] : [asked('react', can.react, words.cannotReact)]),
    ...(item.text ? [free('copy'), free('note')] : []),
    ...(isStuck ? [free('retry')] : []),
    ...(isOut && (item.text || item.attachments.length > 0) && !item.content ? [asked('edit', can.edit || isOurs, words.cannotEdit)] : []),
    ...(isOut ? [isOurs ? free('discard') : asked('remove', can.remove, words.cannotRemove)] : []),
  ]
}

const ICONS = {
  reply: Reply,
  react: SmilePlus,
  copy: Copy,
  note: NotebookPen,
  retry: RotateCcw,
  edit: Pencil,
  remove: Trash,
  discard: Trash,
} satisfies Record<Doing['what'], MenuItem['icon']>

/** The same as a menu. */
export function menuOf(doings: readonly Doing[], run: Record<Doing['what'], () => void>, words: Catalogue): MenuItem[] {
  const { message } = words.dialog
  const labels = {
    reply: message.reply,
    react: words.chat.change.react,
    copy: message.copy,
    note: message.toNote,
    retry: message.retry,
    edit: words.chat.change.edit,
    remove: words.chat.change.remove,
    discard: words.chat.change.discard,
  } satisfies Record<Doing['what'], string>
  return doings.map(({ what, why }) => ({
    label: labels[what],
    icon: ICONS[what],
    isDanger: what === 'remove' || what === 'discard',
    ...(why === null ? {} : { why }),
    run: run[what],
  }))
}
