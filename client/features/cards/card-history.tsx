import { For } from 'solid-js'
import type { Card } from '#shared/domain/card'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { moment } from '../dates'
import { operatorName } from '../people'
import styles from './card-history.module.css'
import { pipelineOf, stageName } from './stages'

/** Where a card has been: every stage, by whom and when; the newest first. */
export function CardHistory(props: { card: Card }) {
  const data = useData()
  const entries = () => props.card.history.map((entry, index, all) => ({ ...entry, from: all[index - 1] })).reverse()
  /** The pipeline is named where it changes. */
  const where = (entry: ReturnType<typeof entries>[number]) => {
    const stage = stageName(data.pipelines(), entry)
    const isOther = entry.from !== undefined && entry.from.pipelineId !== entry.pipelineId
    return isOther ? `${pipelineOf(data.pipelines(), entry.pipelineId)?.name ?? '—'}: ${stage}` : stage
  }
  return (
    <details class={styles.history}>
      <summary>{t().cards.window.history}</summary>
      <ol class={styles.list}>
        <For each={entries()}>
          {(entry) => (
            <li>
              <span class={styles.stage}>{where(entry)}</span>
              <span class={styles.who}>
                {operatorName(data.operators(), entry.by)} · <time>{moment(entry.at, language())}</time>
              </span>
            </li>
          )}
        </For>
      </ol>
    </details>
  )
}
