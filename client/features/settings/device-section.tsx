import { createSignal, onMount, Show } from 'solid-js'
import type { StorageReport } from '../../data/contract-device'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { useData, useGate } from '../data-context'
import { fileSize } from '../file-size'
import styles from './device-section.module.css'
import { Panel, PanelRow } from './panel'

export function DeviceSection() {
  const data = useData()
  const gate = useGate()
  const words = () => t().settings.device
  const [storage, setStorage] = createSignal<StorageReport>()
  const [unsent, setUnsent] = createSignal(0)
  const measure = async () => setStorage(await data.measureStorage())
  onMount(() => void measure())

  const size = (bytes: number) => fileSize(bytes, language(), t().common.bytes)
  const number = (value: number) => new Intl.NumberFormat(language()).format(value)
  const makeRoom = async () => {
    const isMore = await data.makeRoom()
    showToast(isMore ? t().shell.device.roomMade : t().shell.device.noRoom)
    await measure()
  }
  const usage = () => {
    const { used = null, quota = null } = storage() ?? {}
    return used === null || quota === null ? words().unknown : words().used(size(used), size(quota))
  }
  const signOut = async (force: boolean) => {
    const outcome = await gate.signOut({ force })
    if (!outcome.ok) setUnsent(outcome.unsent)
  }

  return (
    <Panel title={words().title}>
      <PanelRow
        action={
          <Show when={'storage' in navigator && storage()?.isPersisted === false}>
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
      <Show when={storage()}>
        {(report) => (
          <PanelRow
            action={
              <Button size="small" onClick={() => void makeRoom()}>
                {words().held.makeRoom}
              </Button>
            }
          >
            <div>
              <p>{words().held.dialogs(number(report().dialogs), number(report().messages))}</p>
              <p>{words().held.files(number(report().files.count), size(report().files.bytes))}</p>
              <p>{words().held.unsent(number(report().unsent.count), size(report().unsent.bytes))}</p>
              <p class={styles.hint}>{words().held.makeRoomHint}</p>
            </div>
          </PanelRow>
        )}
      </Show>
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
