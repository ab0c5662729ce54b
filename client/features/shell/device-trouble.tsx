import DatabaseZap from 'lucide-solid/icons/database-zap'
import MonitorUp from 'lucide-solid/icons/monitor-up'
import { createSignal, Match, Show, Switch } from 'solid-js'
import type { DeviceTrouble as Trouble } from '../../data/contract-device'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'
import styles from './device-trouble.module.css'

/** What is the matter with this device, over whatever page there is: the page itself cannot be trusted, or writes fail. */
export default function DeviceTrouble(props: { trouble: Trouble }) {
  const words = () => t().shell.device
  return (
    <Switch fallback={<Banner trouble={props.trouble} />}>
      <Match when={props.trouble === 'superseded'}>
        <div class={styles.cover} role="alertdialog" aria-modal="true" aria-label={words().superseded}>
          <EmptyState icon={MonitorUp} title={words().superseded} hint={words().supersededHint}>
            <Button kind="primary" onClick={() => location.reload()}>
              {words().reload}
            </Button>
          </EmptyState>
        </div>
      </Match>
      <Match when={props.trouble === 'missing'}>
        <div class={styles.cover} role="alertdialog" aria-modal="true" aria-label={words().missing}>
          <EmptyState icon={DatabaseZap} title={words().missing} hint={words().missingHint}>
            <Button kind="primary" onClick={() => location.reload()}>
              {words().retry}
            </Button>
          </EmptyState>
        </div>
      </Match>
    </Switch>
  )
}

function Banner(props: { trouble: Trouble }) {
  const data = useData()
  const words = () => t().shell.device
  const [isBusy, setBusy] = createSignal(false)
  const makeRoom = async () => {
    setBusy(true)
    const isMore = await data.makeRoom()
    setBusy(false)
    showToast(isMore ? words().roomMade : words().noRoom, isMore ? {} : { tone: 'danger' })
  }
  const text = () => {
    switch (props.trouble) {
      case 'no-space':
        return { title: words().noSpace, hint: words().noSpaceHint }
      case 'blocked':
        return { title: words().blocked, hint: words().blockedHint }
      case 'too-slow':
        return { title: words().tooSlow, hint: words().tooSlowHint }
      default:
        return { title: words().broken, hint: words().brokenHint }
    }
  }
  return (
    <div class={styles.banner} role="alert">
      <strong>{text().title}</strong>
      <span class={styles.hint}>{text().hint}</span>
      <Show when={props.trouble === 'no-space'}>
        <Button size="small" disabled={isBusy()} onClick={() => void makeRoom()}>
          {words().makeRoom}
        </Button>
      </Show>
    </div>
  )
}
