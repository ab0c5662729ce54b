import { useParams } from '@solidjs/router'
import CloudOff from 'lucide-solid/icons/cloud-off'
import { type Accessor, createComputed, createEffect, createSignal, lazy, Match, on, onCleanup, Show, Suspense, Switch } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { createLayer } from '../../ui/layers'
import { PaneBoundary } from '../../ui/pane-boundary'
import { Skeleton } from '../../ui/skeleton'
import { createToastPlace } from '../../ui/toast-place'
import { afterPaint } from '../after-paint'
import { useData } from '../data-context'
import { fetchAhead } from '../fetch-ahead'
import { useHotkey } from '../hotkeys'
import { createOpener } from '../inbox/create-opener'
import type { Layout } from '../inbox/layout'
import type { Sight } from '../inbox/sight'
import { ChatPane } from './chat-pane'
import styles from './dialog-panes.module.css'

const CustomerPane = lazy(() => import('../customer/customer-pane'))

export interface DialogPanesProps {
  dialogId: Id
  layout: Layout
  sight: Sight
}

/**
 * Middle and right: one chat and its customer. Made anew for each chat, and it may be made before it is wanted: what it does
 * to the world outside is done in effects, which wait until it is shown.
 */
export default function DialogPanes(props: DialogPanesProps) {
  const data = useData()
  const chats = createOpener()
  // Fetched meanwhile: shown later, it must not be missed when the network goes.
  fetchAhead(CustomerPane.preload)
  fetchAhead(data.customers)
  const row = data.createDialog(() => props.dialogId)
  const timeline = data.createTimeline(() => props.dialogId)
  // What was said comes first; who said it a frame later, unless one is on the way to the next chat already.
  const [isReadable, setReadable] = createSignal(false)
  const params = useParams<{ id?: string }>()
  const isThere = () => row() !== undefined && !timeline.isLoading() && params.id === props.dialogId
  createEffect(() => isThere() && onCleanup(afterPaint(() => setReadable(true))))
  tellPresence(props.dialogId)
  followBegun(props.dialogId, row)
  const isAlone = () => (row() && isCustomerShown() ? undefined : true)
  const isUnseen = () => (props.sight.isInSight() ? undefined : true)
  const isCustomerShown = () => props.layout.hasCustomerPane() || props.layout.isCustomerOpen()
  let aside: HTMLElement | undefined
  /** In the pane itself, or in a window over everything, which may be its own. */
  const isWorkedIn = () => Boolean(aside?.contains(document.activeElement) || document.activeElement?.closest('[role=dialog]'))
  // A tablet that is turned leaves no room for the pane; a card half written in it, or over it, is not to go with it.
  createComputed(
    on(
      props.layout.hasCustomerPane,
      (isRoom) => isRoom || params.id !== props.dialogId || !isWorkedIn() || props.layout.setCustomerOpen(true),
      { defer: true },
    ),
  )
  useHotkey('customer', () => {
    if (!props.layout.hasCustomerPane()) props.layout.setCustomerOpen(true)
    aside?.focus()
  })
  // The drawer takes the focus, and gives it back.
  let before: Element | null = null
  createEffect(
    on(
      props.layout.isCustomerOpen,
      (isOpen) => {
        if (props.layout.hasCustomerPane()) return
        if (!isOpen) return before instanceof HTMLElement && before.focus()
        before = isWorkedIn() ? null : document.activeElement
        if (before) aside?.focus()
      },
      { defer: true },
    ),
  )
  const onDrawerKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) props.layout.setCustomerOpen(false)
  }
  return (
    <>
      <div class={styles.chat} data-alone={isAlone()} data-unseen={isUnseen()} aria-hidden={isUnseen()} inert={props.sight.isInert()}>
        <PaneBoundary>
          <Switch fallback={<Skeleton shape="messages" rows={8} />}>
            <Match when={row() === null}>
              <EmptyState
                icon={CloudOff}
                title={t().inbox.missing}
                hint={data.connection().phase === 'live' ? t().inbox.notYours : t().inbox.missingHint}
              >
                <Button onClick={chats.close}>{t().inbox.toList}</Button>
              </EmptyState>
            </Match>
            <Match when={row()}>{(found) => <ChatPane row={found()} timeline={timeline} layout={props.layout} />}</Match>
          </Switch>
        </PaneBoundary>
      </div>
      <Show when={!isAlone()}>
        <Show when={!props.layout.hasCustomerPane()}>
          <DrawerShade onClose={() => props.layout.setCustomerOpen(false)} />
        </Show>
        <aside
          ref={aside}
          class={styles.customer}
          data-unseen={isUnseen()}
          aria-hidden={isUnseen()}
          inert={props.sight.isInert()}
          aria-label={t().customer.title}
          tabIndex={-1}
          onKeyDown={onDrawerKey}
        >
          <PaneBoundary>
            <Suspense fallback={<Skeleton rows={6} />}>
              <Show when={isReadable() && row()}>{(found) => <CustomerPane row={found()} layout={props.layout} />}</Show>
            </Suspense>
          </PaneBoundary>
        </aside>
      </Show>
    </>
  )
}

/** The drawer over the chat, as what lies over a page: Back closes it, and so does a click beside it. */
function DrawerShade(props: { onClose(): void }) {
  createLayer(() => props.onClose())
  let shade: HTMLDivElement | undefined
  createToastPlace(() => shade, { isOver: true })
  // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has a button of its own.
  // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
  return <div ref={shade} class={styles.shade} onClick={() => props.onClose()} />
}

/** Colleagues and the customer see that somebody is here, while the tab is in sight. */
function tellPresence(dialogId: Id): void {
  const data = useData()
  const tell = () => data.setPresence(dialogId, document.visibilityState === 'visible' ? 'viewing' : 'away')
  createEffect(() => {
    tell()
    document.addEventListener('visibilitychange', tell)
    onCleanup(() => {
      document.removeEventListener('visibilitychange', tell)
      data.setPresence(dialogId, 'away')
    })
  })
}

/**
 * Somebody else corresponds with the person to whom one has just written, of which this device knew nothing: the message
 * stands in that conversation, and the one shown until the server knew is not there any more.
 */
function followBegun(dialogId: Id, row: Accessor<DialogRow | null | undefined>): void {
  const data = useData()
  const opener = createOpener()
  const params = useParams<{ id?: string }>()
  createEffect(() => {
    if (row() === null)
      void data.begunElsewhere(dialogId).then((found) => found !== null && params.id === dialogId && opener.openInstead(found))
  })
}
