import { createMemo, For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { ChannelIcon } from '../channel-icon'
import { createOpener } from '../inbox/create-opener'
import styles from './person-history.module.css'
import { PersonHistoryRow } from './person-history-row'

export interface PersonHistoryProps {
  name: string
  /** Of the person, in every channel; newest first. */
  dialogs: readonly DialogRow[]
  customers: CustomerData
  onClose(): void
}

/** All that was said with a person, in whatever channel, and the channels to go on in. */
export default function PersonHistory(props: PersonHistoryProps) {
  const words = () => t().customer.whole
  const opener = createOpener()
  const ids = createMemo(() => props.dialogs.map(({ id }) => id), [], { equals: (a, b) => a.join() === b.join() })
  const byId = createMemo(() => new Map(props.dialogs.map((row) => [row.id, row])))
  const timeline = props.customers.createTimelineOf(ids)
  const before = (index: number) => timeline.entries[index - 1]?.item
  const missing = () => [...new Set(timeline.missing().map((id) => byId().get(id)?.channel?.name ?? ''))].join(', ')
  const go = (id: Id) => {
    props.onClose()
    opener.open(id)
  }
  return (
    <Modal title={words().title(props.name)} isWide onClose={props.onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled, and a keyboard scrolls what has the focus */}
      <section class={styles.list} aria-label={words().title(props.name)} tabIndex={0}>
        <div>
          <Show when={timeline.hasOlder()}>
            <Button
              class={styles.older}
              kind="quiet"
              size="small"
              disabled={timeline.isLoadingOlder()}
              onClick={() => void timeline.loadOlder()}
            >
              {words().older}
            </Button>
          </Show>
          <Show when={missing()}>{(channels) => <p class={styles.missing}>{words().missing(channels())}</p>}</Show>
          <Show when={!timeline.isLoading() && timeline.entries.length === 0}>
            <p class={styles.missing}>{words().nothing}</p>
          </Show>
          <ol class={styles.items}>
            <For each={timeline.entries}>
              {(entry, index) => (
                <PersonHistoryRow entry={entry} before={before(index())} row={byId().get(entry.item.dialogId)} onOpen={props.onClose} />
              )}
            </For>
          </ol>
        </div>
      </section>
      <fieldset class={styles.reply}>
        <legend>{words().reply}</legend>
        <For each={props.dialogs}>
          {(row) => (
            <Button size="small" onClick={() => go(row.id)}>
              <ChannelIcon channel={row.channel} size={16} />
              {row.channel?.name}
            </Button>
          )}
        </For>
      </fieldset>
    </Modal>
  )
}
