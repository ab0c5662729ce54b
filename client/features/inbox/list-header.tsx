import SquarePen from 'lucide-solid/icons/square-pen'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Badge } from '../../ui/badge'
import { IconButton } from '../../ui/icon-button'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import styles from './list-header.module.css'

const WriteFirst = lazy(() => import('./write-first'))

export function ListHeader() {
  const data = useData()
  const [isWriting, setWriting] = createSignal(false)
  useHotkey('writeFirst', () => setWriting(true))
  return (
    <header class={styles.header}>
      <h1 class={styles.heading}>{t().inbox.heading}</h1>
      <Badge count={data.waitingCount()} label={t().shell.waitingChats(data.waitingCount())} />
      <span class={styles.gap} />
      <IconButton label={t().inbox.write} icon={SquarePen} tip="below-end" aria-haspopup="dialog" onClick={() => setWriting(true)} />
      <Show when={isWriting()}>
        <Suspense>
          <WriteFirst onClose={() => setWriting(false)} />
        </Suspense>
      </Show>
    </header>
  )
}
