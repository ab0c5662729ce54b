import Inbox from 'lucide-solid/icons/inbox'
import { createSignal, createUniqueId, lazy, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Badge } from '../../ui/badge'
import { Floating } from '../../ui/floating'
import { createMedia } from '../../ui/media'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import styles from './rail.module.css'

const OutboxPanel = lazy(() => import('./outbox-panel'))

/** What has not left this device: a number always in sight, the list one click away. */
export function OutboxButton() {
  const data = useData()
  const id = createUniqueId()
  const [isOpen, setOpen] = createSignal(false)
  // On a phone the navigation is below, and there is room only over it.
  const isBelow = createMedia('(max-width: 799px)')
  let button: HTMLButtonElement | undefined
  useHotkey('outbox', () => setOpen(true))
  const refused = () => data.outbox().filter((entry) => entry.state === 'refused').length + data.refusedTexts().length
  const total = () => data.outbox().length + data.refusedTexts().length
  return (
    <>
      <button
        ref={button}
        type="button"
        class={styles.link}
        aria-describedby={id}
        aria-expanded={isOpen()}
        aria-haspopup="dialog"
        onClick={() => setOpen((open) => !open)}
      >
        <Inbox size={22} stroke-width={1.7} aria-hidden="true" />
        <span class={styles.count}>
          <Badge count={total()} tone={refused() > 0 ? 'danger' : 'quiet'} />
        </span>
        <span class={styles.name}>{t().outbox.title}</span>
      </button>
      <span id={id} class="visually-hidden">
        {t().outbox.count(total())}
      </span>
      <Floating
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => button}
        label={t().outbox.title}
        placement={isBelow() ? 'top' : 'right-start'}
        isFlush
      >
        <Suspense>
          <OutboxPanel onLeave={() => setOpen(false)} />
        </Suspense>
      </Floating>
    </>
  )
}
