import { createSignal, onMount, Show } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { useData, useGate } from '../data-context'
import { fileSize } from '../file-size'
import styles from './device-section.module.css'
import { Panel, PanelRow } from './panel'

interface Storage {
  readonly used: number | undefined
  readonly quota: number | undefined
  readonly isPersisted: boolean
}

export function DeviceSection() {
  const data = useData()
  const gate = useGate()
  const words = () => t().settings.device
  const [storage, setStorage] = createSignal<Storage>()
  const [unsent, setUnsent] = createSignal(0)
  const measure = async () => setStorage(await readStorage())
  onMount(() => void measure())

  const size = (bytes: number) => fileSize(bytes, language(), t().common.bytes)
  const usage = () => {
    const { used, quota } = storage() ?? {}
    return used === undefined || quota === undefined ? words().unknown : words().used(size(used), size(quota))
  }
  const signOut = async (force: boolean) => {
    const outcome = await gate.signOut({ force })
    if (!outcome.ok) setUnsent(outcome.unsent)
    // Notes being written are kept for the tab only, and go with the person.
    else sessionStorage.clear()
  }

  return (
    <Panel title={words().title}>
      <PanelRow
        action={
          <Show when={storage() && !storage()?.isPersisted}>
            <Button size="small" onClick={() => void navigator.storage.persist().then(measure)}>
              {words().persist}
            </Button>
          </Show>
        }
      >
        <div>
          <p>{usage()}</p>
          <p class={styles.hint}>{storage()?.isPersisted ? words().persisted : words().notPersisted}</p>
        </div>
      </PanelRow>
      <PanelRow action={<Button onClick={() => void signOut(false)}>{words().signOut}</Button>}>
        <div>
          <p>{words().signedInAs(data.me().name, data.me().email)}</p>
          <p class={styles.hint}>{words().signOutHint}</p>
        </div>
      </PanelRow>
      <Show when={unsent() > 0}>
        <Modal title={words().unsentTitle} hint={words().unsent(unsent())} onClose={() => setUnsent(0)}>
          <div class={styles.choice}>
            <Button kind="primary" onClick={() => setUnsent(0)}>
              {words().stay}
            </Button>
            <Button kind="danger" onClick={() => void signOut(true)}>
              {words().signOutAnyway}
            </Button>
          </div>
        </Modal>
      </Show>
    </Panel>
  )
}

async function readStorage(): Promise<Storage> {
  // Absent on plain http and in some private windows.
  if (!navigator.storage) return { used: undefined, quota: undefined, isPersisted: true }
  const { usage, quota } = await navigator.storage.estimate()
  return { used: usage, quota, isPersisted: await navigator.storage.persisted() }
}
