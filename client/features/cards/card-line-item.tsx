import { Show } from 'solid-js'
import type { Card } from '#shared/domain/card'
import { language, t } from '../../i18n/i18n'
import { useAct } from '../act'
import { useData } from '../data-context'
import { moment } from '../dates'
import { now } from '../now'
import { ageText } from './age'
import styles from './card-line-item.module.css'
import { moveArgs } from './move'
import { StageSelect } from './stage-select'
import { pipelineOf } from './stages'
import { sumText } from './sums'

/** A card in the customer pane: what it is, how long it has stood where it stands, and a way to move it on. */
export function CardLineItem(props: { card: Card; onOpen(): void }) {
  const data = useData()
  const act = useAct()
  const words = () => t().cards.pane
  const pipeline = () => pipelineOf(data.pipelines(), props.card.pipelineId)
  const age = () => ageText(props.card.stageSince, now(), language())
  return (
    <li class={styles.card}>
      <button type="button" class={styles.title} aria-haspopup="dialog" onClick={props.onOpen}>
        {props.card.title}
      </button>
      <Show when={pipeline()}>
        {(of) => (
          <StageSelect
            label={words().stageOf(props.card.title)}
            pipeline={of()}
            stageId={props.card.stageId}
            onPick={(stageId) => void act('card.move', moveArgs(props.card, { pipelineId: of().id, stageId }))}
          />
        )}
      </Show>
      <p class={styles.facts}>
        <time title={moment(props.card.stageSince, language())}>{age() === null ? words().justNow : words().age(age() ?? '')}</time>
        <span class={styles.sum}>{sumText([props.card], language())}</span>
      </p>
    </li>
  )
}
