import { useParams, useSearchParams } from '@solidjs/router'
import MessagesSquare from 'lucide-solid/icons/messages-square'
import { type Accessor, createComputed, createEffect, For, lazy, on, onCleanup, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { EmptyState } from '../../ui/empty-state'
import { PaneBoundary } from '../../ui/pane-boundary'
import { afterPaint } from '../after-paint'
import { useData } from '../data-context'
import { fetchAhead } from '../fetch-ahead'
import { hotkeyLabel, isMac, useHotkey } from '../hotkeys'
import { createChats } from './create-chats'
import { createForeseen } from './foreseen'
import styles from './inbox.module.css'
import { createLayout } from './layout'
import { ListPane } from './list-pane'

// The list shows first; the chat's code is fetched then, and is there before a hand reaches a row.
const loadDialogPanes = () => import('../dialog/dialog-panes')
const DialogPanes = lazy(loadDialogPanes)

/** The chats: list, chat, customer. On a phone one of them at a time. */
export default function Inbox() {
  const params = useParams<{ id?: string }>()
  const layout = createLayout()
  const data = useData()
  const [query] = useSearchParams<{ item?: string }>()
  const chats = createChats({
    foreseen: data.foreseen,
    isOpen: (id) => id === params.id || id === shownId(),
    isAtItem: () => query.item !== undefined,
    make: (id, sight) => <DialogPanes dialogId={id} layout={layout} sight={sight} />,
  })
  const shownId: Accessor<Id | undefined> = createForeseen(() => params.id, chats.has)
  createComputed(on(shownId, chats.open))
  useHotkey('toggleList', layout.toggleList)
  createEffect(() => {
    document.body.dataset.pane = shownId() ? 'chat' : 'list'
  })
  onCleanup(() => delete document.body.dataset.pane)
  return (
    <main class={styles.inbox} data-pane={shownId() ? 'chat' : 'list'} data-list={layout.isListHidden() && shownId() ? 'hidden' : 'shown'}>
      <div class={styles.list}>
        <PaneBoundary>
          <ListPane selectedId={params.id} onShown={() => afterPaint(() => fetchAhead(loadDialogPanes))} />
        </PaneBoundary>
      </div>
      <For each={chats.standing()}>{({ element }) => element}</For>
      <Show when={!shownId()}>
        <div class={styles.nothing}>
          <EmptyState icon={MessagesSquare} title={t().inbox.pick} hint={pickHint()} />
        </div>
      </Show>
    </main>
  )
}

function pickHint(): string {
  // Read as one word, it is not torn over two lines.
  const label = (id: 'previousDialog' | 'nextDialog') => hotkeyLabel(id, isMac()).replaceAll(' ', '\u00a0')
  const [previous, next] = [label('previousDialog'), label('nextDialog')]
  return previous && next ? t().inbox.pickHint(previous, next) : ''
}
