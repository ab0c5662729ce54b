import { For } from 'solid-js'
import { t } from '../i18n/i18n'
import styles from './hotkey-window.module.css'
import { HOTKEY_IDS, HOTKEYS, hotkeyLabel, isMac, SCOPES } from './hotkeys'
import { sendWith } from './own-keys'

/** Every shortcut as it now is, by where it works. */
export default function HotkeyList() {
  const writing = (): readonly (readonly [string, string])[] => [
    [sendWith() === 'enter' ? 'Enter' : isMac() ? '⌘ Enter' : 'Ctrl + Enter', t().hotkeys.send],
    [sendWith() === 'enter' ? 'Shift + Enter' : 'Enter', t().hotkeys.newline],
    ['/', t().hotkeys.slash],
    ['Tab', t().hotkeys.nextBlank],
    ['Esc', t().hotkeys.leave],
  ]
  const rows = (scope: (typeof SCOPES)[number]) => [
    ...(scope === 'composer' ? writing() : []),
    ...HOTKEY_IDS.filter((id) => HOTKEYS[id].scope === scope && hotkeyLabel(id, isMac())).map(
      (id) => [id === 'help' ? `? · ${hotkeyLabel(id, isMac())}` : hotkeyLabel(id, isMac()), t().hotkeys[id]] as const,
    ),
  ]
  return (
    <div class={styles.groups}>
      <For each={SCOPES}>
        {(scope) => (
          <section>
            <h3 class={styles.scope}>{t().hotkeys.scopes[scope]}</h3>
            <dl class={styles.list}>
              <For each={rows(scope)}>
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
          </section>
        )}
      </For>
    </div>
  )
}
