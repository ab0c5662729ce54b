import type { DialogRow, Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Composer } from '../composer/composer'
import { createReplyTarget } from '../composer/reply-target'
import type { Layout } from '../inbox/layout'
import { SharedDraft } from '../shared-draft/shared-draft'
import { ChatHeader } from './chat-header'
import styles from './chat-pane.module.css'
import { createMentionReading } from './mention-read'
import { PresenceLine } from './presence-line'
import { RefusedReplies } from './refused-replies'
import { ScheduledList } from './scheduled-list'
import { type TimelineMoves, TimelineView } from './timeline-view'

/** Middle: what was said, and saying more. */
export function ChatPane(props: { row: DialogRow; timeline: Timeline; layout: Layout }) {
  const target = createReplyTarget()
  createMentionReading(() => props.row)
  let moves: TimelineMoves | undefined
  const toLatest = () => moves?.toLatest()
  return (
    <section class={styles.pane} aria-label={t().dialog.pane}>
      <ChatHeader row={props.row} layout={props.layout} />
      <TimelineView
        row={props.row}
        timeline={props.timeline}
        target={target}
        onReady={(ready) => {
          moves = ready
        }}
      />
      <ScheduledList row={props.row} />
      <PresenceLine dialogId={props.row.id} />
      <RefusedReplies dialogId={props.row.id} />
      <SharedDraft row={props.row} onSent={toLatest} />
      <Composer row={props.row} target={target} onSent={toLatest} onPage={(by) => moves?.page(by)} />
    </section>
  )
}
