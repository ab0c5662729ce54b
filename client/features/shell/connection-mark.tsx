import Cloud from 'lucide-solid/icons/cloud'
import CloudOff from 'lucide-solid/icons/cloud-off'
import RefreshCw from 'lucide-solid/icons/refresh-cw'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Dynamic } from 'solid-js/web'
import type { ConnectionState } from '../../data/contract'
import { t } from '../../i18n/i18n'
import type { Icon } from '../../ui/icon-button'
import { useData } from '../data-context'
import styles from './connection-mark.module.css'

const ICONS = {
  offline: CloudOff,
  connecting: RefreshCw,
  'catching-up': RefreshCw,
  live: Cloud,
  'signed-out': TriangleAlert,
  revoked: TriangleAlert,
  outdated: TriangleAlert,
  ahead: TriangleAlert,
} satisfies Record<ConnectionState['phase'], Icon>

/** What stands between this device and the server, always in sight. */
export function ConnectionMark() {
  const data = useData()
  return (
    <span class={styles.mark} data-phase={data.connection().phase} role="status" title={connectionText(data.connection())}>
      <Dynamic component={ICONS[data.connection().phase]} size={20} stroke-width={1.8} aria-hidden="true" />
      <span class="visually-hidden">{connectionText(data.connection())}</span>
    </span>
  )
}

export function connectionText(state: ConnectionState): string {
  const words = t().shell.connection
  switch (state.phase) {
    case 'offline':
      return words.offline
    case 'connecting':
      return words.connecting
    case 'catching-up':
      return words.catchingUp
    case 'live':
      return words.live
    case 'signed-out':
    case 'revoked':
      return words.signedOut
    case 'outdated':
      return words.outdated
    case 'ahead':
      return words.ahead
  }
}
