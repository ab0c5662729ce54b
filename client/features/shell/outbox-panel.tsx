import CircleCheck from 'lucide-solid/icons/circle-check'
import { createMemo, For, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { EmptyState } from '../../ui/empty-state'
import { useData } from '../data-context'
import { OutboxCard } from './outbox-card'
import styles from './outbox-panel.module.css'
import { RefusedTexts } from './refused-texts'

export default function OutboxPanel(props: { onLeave(): void }) {
  const data = useData()
  const refused = createMemo(() => data.outbox().filter((entry) => entry.state === 'refused'))
  const waiting = createMemo(() => data.outbox().filter((entry) => entry.state !== 'refused'))
  return (
    <div class={styles.panel}>
      <h2 class={styles.title}>{t().outbox.title}</h2>
      <Show
        when={data.outbox().length + data.refusedTexts().length > 0}
        fallback={<EmptyState icon={CircleCheck} title={t().outbox.empty} hint={t().outbox.emptyHint} />}
      >
        <Show when={refused().length + data.refusedTexts().length > 0}>
          <h3 class={styles.group}>{t().outbox.refused}</h3>
          <ul>
            <For each={refused()}>{(entry) => <OutboxCard entry={entry} onLeave={props.onLeave} />}</For>
          </ul>
          <RefusedTexts texts={data.refusedTexts()} />
        </Show>
        <Show when={waiting().length > 0}>
          <h3 class={styles.group}>{t().outbox.waiting}</h3>
          <ul>
            <For each={waiting()}>{(entry) => <OutboxCard entry={entry} onLeave={props.onLeave} />}</For>
          </ul>
        </Show>
      </Show>
    </div>
  )
}
