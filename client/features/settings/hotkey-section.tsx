import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { createSignal, For, Show } from 'solid-js'
import type { Combination, OwnKeys, SendWith } from '#shared/domain/preferences'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { useAct } from '../act'
import { isBrowsers } from '../browser-keys'
import { useData } from '../data-context'
import { combinationLabel, combinationOf, HOTKEY_IDS, type HotkeyId, hotkeyLabel, isMac, isSame, keysOf, pressOf } from '../hotkeys'
import { ownKeys, sendWith } from '../own-keys'
import { ChoiceGroup } from './choice-group'
import styles from './hotkey-section.module.css'
import { Panel, PanelRow } from './panel'

/** A key wanted for one action that another has. */
interface Clash {
  readonly id: HotkeyId
  readonly keys: Combination
  readonly holder: HotkeyId
}

/** Which keys do what: a press of the new ones is enough; a key that is taken changes hands only when told to. */
export function HotkeySection() {
  const words = () => t().hotkeys
  const data = useData()
  const act = useAct()
  const arrange = (what: { keys?: OwnKeys; sendWith?: SendWith }) => act('preferences.set', { operatorId: data.me().operatorId, ...what })
  const [listening, setListening] = createSignal<HotkeyId | null>(null)
  const [clash, setClash] = createSignal<Clash | null>(null)
  /** The keys wanted for the action that listens, which nothing here can have. */
  const [refused, setRefused] = createSignal<Combination | null>(null)
  const listenFor = (id: HotkeyId | null) => {
    setRefused(null)
    setListening(id)
  }
  const give = (id: HotkeyId, keys: Combination, from?: HotkeyId) => {
    void arrange({ keys: { ...ownKeys(), ...(from ? { [from]: null } : {}), [id]: keys } })
    setClash(null)
  }
  const onKeyDown = (id: HotkeyId, event: KeyboardEvent) => {
    if (listening() !== id) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      listenFor(null)
      return
    }
    const keys = combinationOf(pressOf(event), isMac())
    if (!keys) return
    if (isBrowsers(keys)) {
      setRefused(keys)
      return
    }
    listenFor(null)
    const holder = HOTKEY_IDS.find((other) => other !== id && isSame(keysOf(other), keys))
    if (holder) setClash({ id, keys, holder })
    else give(id, keys)
  }
  const options = (): { value: SendWith; label: string }[] => [
    { value: 'enter', label: 'Enter' },
    { value: 'ctrl-enter', label: isMac() ? '⌘ Enter' : 'Ctrl + Enter' },
  ]
  return (
    <Panel title={words().title} hint={words().settingsHint}>
      <ChoiceGroup label={words().sendWith} options={options()} chosen={sendWith()} onChoose={(next) => void arrange({ sendWith: next })} />
      <ul class={styles.list}>
        <For each={HOTKEY_IDS}>
          {(id) => (
            <li>
              <PanelRow
                action={
                  <button
                    type="button"
                    class={styles.keys}
                    aria-pressed={listening() === id}
                    aria-label={words().changeKeys(t().hotkeys[id], hotkeyLabel(id, isMac()) || words().noKeys)}
                    onClick={() => {
                      setClash(null)
                      listenFor(id)
                    }}
                    onBlur={() => listening() === id && listenFor(null)}
                    onKeyDown={(event) => onKeyDown(id, event)}
                  >
                    {listening() === id ? words().press : hotkeyLabel(id, isMac()) || words().noKeys}
                  </button>
                }
              >
                {t().hotkeys[id]}
              </PanelRow>
              <Show when={listening() === id ? refused() : null}>
                {(keys) => (
                  <p role="alert" class={styles.clash}>
                    {words().browsers(combinationLabel(keys(), isMac()))}
                  </p>
                )}
              </Show>
              <Show when={clash()?.id === id ? clash() : null}>
                {(found) => (
                  <p role="alert" class={styles.clash}>
                    {words().taken(combinationLabel(found().keys, isMac()), t().hotkeys[found().holder])}
                    <Button size="small" onClick={() => give(id, found().keys, found().holder)}>
                      {words().takeOver}
                    </Button>
                    <Button size="small" kind="quiet" onClick={() => setClash(null)}>
                      {t().common.cancel}
                    </Button>
                  </p>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <div>
        <Button disabled={Object.keys(ownKeys()).length === 0} onClick={() => void arrange({ keys: {} })}>
          <RotateCcw size={15} aria-hidden="true" />
          {words().reset}
        </Button>
      </div>
    </Panel>
  )
}
