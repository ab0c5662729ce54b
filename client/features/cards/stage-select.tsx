import { For } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { liveStages, type Pipeline, stageOf } from '#shared/domain/pipeline'
import styles from './stage-select.module.css'
import { stageColour } from './stages'

/** The stage of a card, to be changed where it stands. */
export function StageSelect(props: { label: string; pipeline: Pipeline; stageId: Id; onPick(stageId: Id): void }) {
  const current = () => stageOf(props.pipeline, props.stageId)
  return (
    <span class={styles.stage} style={{ '--stage': stageColour(current()) }}>
      <select aria-label={props.label} title={current()?.name} onChange={(event) => props.onPick(event.currentTarget.value)}>
        <For each={liveStages(props.pipeline)}>
          {(stage) => (
            <option value={stage.id} selected={stage.id === current()?.id}>
              {stage.name}
            </option>
          )}
        </For>
      </select>
    </span>
  )
}
