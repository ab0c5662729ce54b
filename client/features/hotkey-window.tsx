import { For } from 'solid-js'
import { t } from '../i18n/i18n'
import { Modal } from '../ui/modal'
import styles from './hotkey-window.module.css'
import { HOTKEYS, type HotkeyId, hotkeyLabel, isMac } from './hotkeys'

export default function HotkeyWindow(props: { onClose(): void }) {
  const rows = (): readonly (readonly [string, string])[] => [
    ['Enter', t().hotkeys.send],
    ['Shift + Enter', t().hotkeys.newline],
    ...(Object.keys(HOTKEYS) as HotkeyId[]).map((id) => [hotkeyLabel(id, isMac()), t().hotkeys[id]] as const),
    ['Esc', t().hotkeys.leave],
  ]
  return (
    <Modal title={t().hotkeys.title} hint={t().hotkeys.hint} onClose={props.onClose}>
      <dl class={styles.list}>
        <For each={rows()}>
          {([keys, does]) => (
            <div class={styles.row}>
              <dt>{does}</dt>
              <dd>
                <kbd class={styles.keys}>{keys}</kbd>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Modal>
  )
}
