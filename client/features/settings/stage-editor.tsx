import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, Show } from 'solid-js'
import { type Pipeline, STAGE_COLOURS, type Stage } from '#shared/domain/pipeline'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { stageColour } from '../cards/stages'
import { NameInput } from './name-input'
import styles from './pipeline-section.module.css'

export interface StageEditorProps {
  pipeline: Pipeline
  stage: Stage
  /** Its place among `stages`. */
  index: number
  stages: readonly Stage[]
}

export function StageEditor(props: StageEditorProps) {
  const act = useAct()
  const words = () => t().cards.settings
  const [isLeaving, setLeaving] = createSignal(false)
  const heirs = () => props.stages.filter(({ id, kind }) => id !== props.stage.id && kind === props.stage.kind)
  const edit = (fields: { name?: string; colour?: Stage['colour'] }) =>
    void act('pipeline.editStage', { id: props.pipeline.id, stageId: props.stage.id, fields })
  const moveBefore = (before: Stage | undefined) =>
    void act('pipeline.moveStage', { id: props.pipeline.id, stageId: props.stage.id, before: before?.id ?? null })
  const removeTo = async (heirId: string) => {
    const { id: stageId, name } = props.stage
    const { id } = props.pipeline
    if (!(await act('pipeline.removeStage', { id, stageId, heirId }))) return
    const undo = () => void act('pipeline.removeStage', { id, stageId, heirId: null })
    showToast(words().stageRemoved(name), { action: { label: t().common.undo, run: undo } })
  }
  return (
    <li class={styles.editor} style={{ '--stage': stageColour(props.stage) }}>
      <div class={styles.line}>
        <select
          class={styles.colour}
          aria-label={words().colourOf(props.stage.name)}
          title={words().colours[props.stage.colour]}
          onChange={(event) => edit({ colour: STAGE_COLOURS.find((one) => one === event.currentTarget.value) ?? 'grey' })}
        >
          <For each={STAGE_COLOURS}>
            {(colour) => (
              <option value={colour} selected={colour === props.stage.colour}>
                {words().colours[colour]}
              </option>
            )}
          </For>
        </select>
        <NameInput
          class={styles.stageName}
          label={words().stageName(props.stage.name)}
          name={props.stage.name}
          onName={(name) => edit({ name })}
        />
        <span class={styles.kind}>{words().kinds[props.stage.kind]}</span>
        <IconButton
          label={words().up(props.stage.name)}
          icon={ArrowUp}
          size={16}
          tip="none"
          disabled={props.index === 0}
          onClick={() => moveBefore(props.stages[props.index - 1])}
        />
        <IconButton
          label={words().down(props.stage.name)}
          icon={ArrowDown}
          size={16}
          tip="none"
          disabled={props.index === props.stages.length - 1}
          onClick={() => moveBefore(props.stages[props.index + 2])}
        />
        <IconButton
          label={words().removeStage(props.stage.name)}
          icon={Trash}
          size={16}
          tip="none"
          aria-expanded={isLeaving()}
          disabled={heirs().length === 0}
          title={heirs().length === 0 ? words().onlyStage : undefined}
          onClick={() => setLeaving((is) => !is)}
        />
      </div>
      <Show when={isLeaving()}>
        <form
          class={styles.leaving}
          onSubmit={(event) => {
            event.preventDefault()
            const chosen = new FormData(event.currentTarget).get('heir')
            if (typeof chosen === 'string') void removeTo(chosen)
          }}
        >
          <label>
            {words().heir(props.stage.name)}
            <select name="heir">
              <For each={heirs()}>{(stage) => <option value={stage.id}>{stage.name}</option>}</For>
            </select>
          </label>
          <Button type="submit" size="small" kind="danger">
            {words().move}
          </Button>
          <Button size="small" kind="quiet" onClick={() => setLeaving(false)}>
            {t().common.cancel}
          </Button>
        </form>
      </Show>
    </li>
  )
}
