import { A } from '@solidjs/router'
import { t } from '../i18n/i18n'
import { Modal } from '../ui/modal'
import HotkeyList from './hotkey-list'
import styles from './hotkey-window.module.css'

export default function HotkeyWindow(props: { onClose(): void }) {
  return (
    <Modal title={t().hotkeys.title} hint={t().hotkeys.hint} isWide onClose={props.onClose}>
      <div class={styles.columns}>
        <HotkeyList />
      </div>
      <A class={styles.change} href="/settings#hotkeys" onClick={props.onClose}>
        {t().hotkeys.change}
      </A>
    </Modal>
  )
}
