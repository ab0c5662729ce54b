import { CAPABILITIES } from '#shared/domain/channel'
import type { Item, MessageItem } from '#shared/domain/item'
import type { DialogRow, Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { Composer } from '../composer/composer'
import { createReplyTarget } from '../composer/reply-target'
import { useHotkey } from '../hotkeys'
import type { Layout } from '../inbox/layout'
import { SharedDraft } from '../shared-draft/shared-draft'
import { BegunEditBar } from './begun-edit-bar'
import { createBegunEdits } from './begun-edits'
import { ChatHeader } from './chat-header'
import styles from './chat-pane.module.css'
import { createMentionReading } from './mention-read'
import { PresenceLine } from './presence-line'
import { RefusedReplies } from './refused-replies'
import { ScheduledList } from './scheduled-list'
import { type TimelineMoves, TimelineView } from './timeline-view'

/** Middle: what was said, and saying more. */
export function ChatPane(props: { row: DialogRow; timeline: Timeline; layout: Layout }) {
  const target = createReplyTarget(props.row.id)
  const edits = createBegunEdits(props.row.id)
  createMentionReading(() => props.row)
  let moves: TimelineMoves | undefined
  const toLatest = () => moves?.toLatest()
  useHotkey('reply', () => {
    const last = props.timeline.entries.map(({ item }) => item).findLast(isAnswerable)
    const can = props.row.channel && CAPABILITIES[props.row.channel.kind].replyTo
    if (last && can) target.setReplyTo(last)
    else showToast(can ? t().dialog.message.nothingToAnswer : t().chat.change.cannotReply)
  })
  return (
    <section class={styles.pane} aria-label={t().dialog.pane}>
      <ChatHeader row={props.row} layout={props.layout} />
      <TimelineView
        row={props.row}
        timeline={props.timeline}
        target={target}
        edits={edits}
        onReady={(ready) => {
          moves = ready
        }}
      />
      <ScheduledList row={props.row} edits={edits} />
      <PresenceLine dialogId={props.row.id} />
      <RefusedReplies dialogId={props.row.id} />
      <BegunEditBar row={props.row} timeline={props.timeline} edits={edits} />
      <SharedDraft row={props.row} timeline={props.timeline} target={target} onSent={toLatest} />
      <Composer row={props.row} target={target} edits={edits} onSent={toLatest} onPage={(by) => moves?.page(by)} />
    </section>
  )
}

const isAnswerable = (item: Item): item is MessageItem => item.kind === 'message' && item.direction === 'in' && !item.deleted
