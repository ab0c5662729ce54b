import { useParams } from '@solidjs/router'
import MessagesSquare from 'lucide-solid/icons/messages-square'
import { createEffect, onCleanup, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { EmptyState } from '../../ui/empty-state'
import { PaneBoundary } from '../../ui/pane-boundary'
import { DialogPanes } from '../dialog/dialog-panes'
import { useHotkey } from '../hotkeys'
import styles from './inbox.module.css'
import { createLayout } from './layout'
import { ListPane } from './list-pane'

/** The chats: list, chat, customer. On a phone one of them at a time. */
export default function Inbox() {
  const params = useParams<{ id?: string }>()
  const layout = createLayout()
  useHotkey('toggleList', layout.toggleList)
  createEffect(() => {
    document.body.dataset.pane = params.id ? 'chat' : 'list'
  })
  onCleanup(() => delete document.body.dataset.pane)
  return (
    <main class={styles.inbox} data-pane={params.id ? 'chat' : 'list'} data-list={layout.isListHidden() && params.id ? 'hidden' : 'shown'}>
      <div class={styles.list}>
        <PaneBoundary>
          <ListPane selectedId={params.id} />
        </PaneBoundary>
      </div>
      <Show
        when={params.id}
        keyed
        fallback={
          <div class={styles.nothing}>
            <EmptyState icon={MessagesSquare} title={t().inbox.pick} hint={t().inbox.pickHint} />
          </div>
        }
      >
        {(id) => <DialogPanes dialogId={id} layout={layout} />}
      </Show>
    </main>
  )
}
