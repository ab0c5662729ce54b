import { useSearchParams } from '@solidjs/router'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import MessageCircle from 'lucide-solid/icons/message-circle'
import { createEffect, createMemo, For, onMount, Show } from 'solid-js'
import type { DialogRow, Timeline } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Badge } from '../../ui/badge'
import { EmptyState } from '../../ui/empty-state'
import { Skeleton } from '../../ui/skeleton'
import { createToastPlace } from '../../ui/toast-place'
import type { ReplyTarget } from '../composer/reply-target'
import { dayLabel } from '../dates'
import { now } from '../now'
import { createAnnouncement } from './announcement'
import type { BegunEdits } from './begun-edits'
import { createItemJump } from './item-jump'
import { createNewLine } from './new-line'
import { keepReadingPlace } from './reading-place'
import { TimelineRow } from './timeline-row'
import { createTimelineScroll, type TimelineScroll } from './timeline-scroll'
import styles from './timeline-view.module.css'

export interface TimelineViewProps {
  row: DialogRow
  timeline: Timeline
  target: ReplyTarget
  edits: BegunEdits
  /** Hands out what moves it from outside. */
  onReady(moves: TimelineMoves): void
}

export type TimelineMoves = Pick<TimelineScroll, 'toLatest' | 'page'>

/**
 * The conversation, newest below. The scroller runs in reverse (column-reverse), so that the browser itself measures from
 * the bottom: older items and late pictures above never move what is being read.
 */
export function TimelineView(props: TimelineViewProps) {
  const { timeline } = props
  let place: HTMLDivElement | undefined
  createToastPlace(() => place)
  const scroll = createTimelineScroll(timeline)
  const newFrom = createNewLine({ timeline, row: () => props.row, isAtLatest: scroll.isAtLatest })
  const jump = createItemJump(timeline, scroll)
  const announcement = createAnnouncement(timeline, () => props.row)
  const newCount = createMemo(() => (scroll.isAtLatest() ? 0 : scroll.newBelow()))
  const [params] = useSearchParams<{ item?: string }>()
  keepReadingPlace({ dialogId: props.row.id, timeline, scroll, isElsewhere: () => params.item !== undefined })
  const onKeyDown = (event: KeyboardEvent) => {
    // The browser's own End leads to the end of what is loaded.
    if (event.key !== 'End' || event.target !== event.currentTarget) return
    event.preventDefault()
    scroll.toLatest()
  }
  onMount(() => props.onReady(scroll))
  // Whoever comes back to a message half rewritten goes on in it at once.
  createEffect(() => {
    const asked = props.edits.asked()
    if (asked !== null) scroll.reveal(asked)
  })

  return (
    <div ref={place} class={styles.place}>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section
        class={styles.scroller}
        ref={scroll.attach}
        onScroll={scroll.onScroll}
        aria-label={t().dialog.timeline.name}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: as above. */}
        <div class={styles.content}>
          <Show when={!timeline.isLoading()} fallback={<Skeleton shape="messages" rows={7} />}>
            <Show
              when={timeline.entries.length > 0 || timeline.hasOlder()}
              fallback={<EmptyState icon={MessageCircle} title={t().dialog.timeline.empty} hint={t().dialog.timeline.emptyHint} />}
            >
              <p class={styles.edge}>
                <Show when={!scroll.isWhole()} fallback={t().dialog.timeline.beginning}>
                  <Show when={timeline.olderError() === 'offline'} fallback={t().dialog.timeline.loadingOlder}>
                    {t().dialog.timeline.olderOffline(timeline.heldFrom())}
                  </Show>
                </Show>
              </p>
              <ol class={styles.list}>
                <For each={scroll.shown()}>
                  {(entry, index) => (
                    <TimelineRow
                      entry={entry}
                      before={scroll.shown()[index() - 1]?.item}
                      row={props.row}
                      target={props.target}
                      edits={props.edits}
                      isFirstNew={newFrom() === entry.id}
                      isFound={jump.foundId() === entry.id}
                      find={(id) => timeline.entries.find((other) => other.id === id)?.item}
                      onJump={jump.to}
                    />
                  )}
                </For>
              </ol>
            </Show>
          </Show>
        </div>
      </section>
      <Show when={scroll.topItem()}>
        {(item) => (
          <p class={styles.day} aria-hidden="true">
            {dayLabel(item().at, now(), language(), t().common)}
          </p>
        )}
      </Show>
      <Show when={!scroll.isNearLatest()}>
        <button
          type="button"
          class={styles.latest}
          aria-label={
            newCount() > 0 ? `${t().dialog.timeline.toLatest}, ${t().dialog.timeline.newCount(newCount())}` : t().dialog.timeline.toLatest
          }
          onClick={scroll.toLatest}
        >
          <ArrowDown size={20} aria-hidden="true" />
          <span class={styles.count}>
            <Badge count={newCount()} />
          </span>
        </button>
      </Show>
      <p class="visually-hidden" aria-live="polite">
        {announcement()}
      </p>
    </div>
  )
}
