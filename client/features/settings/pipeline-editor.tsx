import ChevronDown from 'lucide-solid/icons/chevron-down'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { newId } from '#shared/domain/id'
import { liveStages, MAX_PIPELINE_NAME_CHARS, type Pipeline, STAGE_KINDS, type StageKind } from '#shared/domain/pipeline'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { emptyWhile } from '../../ui/sent-words'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { stageColour } from '../cards/stages'
import { NameInput } from './name-input'
import styles from './pipeline-section.module.css'
import { StageEditor } from './stage-editor'

export interface PipelineEditorProps {
  pipeline: Pipeline
  mayChange: boolean
  isOpen: boolean
  onToggle(): void
}

/** A pipeline with its stages in a line; opened, everything about it can be changed. */
export function PipelineEditor(props: PipelineEditorProps) {
  const act = useAct()
  const words = () => t().cards.settings
  const bodyId = createUniqueId()
  const nameId = createUniqueId()
  const stages = () => liveStages(props.pipeline)
  const remove = async () => {
    const { id, name } = props.pipeline
    if (!(await act('pipeline.remove', { id, isRemoved: true }))) return
    const undo = () => void act('pipeline.remove', { id, isRemoved: false })
    showToast(words().removed(name), { action: { label: t().common.undo, run: undo } })
  }
  return (
    <>
      <div class={styles.row}>
        <div class={styles.main}>
          <strong class={styles.name}>{props.pipeline.name}</strong>
          <span class={styles.stages}>
            <For each={stages()}>
              {(stage) => (
                <span class={styles.stage} style={{ '--stage': stageColour(stage) }}>
                  {stage.name}
                </span>
              )}
            </For>
          </span>
        </div>
        <Show when={props.mayChange}>
          <IconButton
            class={styles.toggle}
            label={words().edit(props.pipeline.name)}
            icon={ChevronDown}
            tip="none"
            aria-expanded={props.isOpen}
            aria-controls={props.isOpen ? bodyId : undefined}
            onClick={props.onToggle}
          />
        </Show>
      </div>
      <Show when={props.mayChange && props.isOpen}>
        <div class={styles.body} id={bodyId}>
          <div class={styles.field}>
            <label for={nameId}>{words().name}</label>
            <NameInput
              id={nameId}
              name={props.pipeline.name}
              onName={(name) => void act('pipeline.rename', { id: props.pipeline.id, name })}
            />
          </div>
          <ol class={styles.editors} aria-label={words().stages}>
            <For each={stages().map(({ id }) => id)}>
              {(stageId, index) => (
                <Show when={stages().find(({ id }) => id === stageId)}>
                  {(stage) => <StageEditor pipeline={props.pipeline} stage={stage()} index={index()} stages={stages()} />}
                </Show>
              )}
            </For>
          </ol>
          <NewStage pipeline={props.pipeline} />
          <Button class={styles.remove} size="small" kind="quiet" onClick={() => void remove()}>
            <Trash size={14} aria-hidden="true" />
            {words().remove(props.pipeline.name)}
          </Button>
        </div>
      </Show>
    </>
  )
}

/** Open stages come before those in which cards end. */
function NewStage(props: { pipeline: Pipeline }) {
  const act = useAct()
  const words = () => t().cards.settings
  const field = createSignal('')
  const [name, setName] = field
  const [kind, setKind] = createSignal<StageKind>('open')
  const add = () => {
    const before = kind() === 'open' ? (liveStages(props.pipeline).find((stage) => stage.kind !== 'open')?.id ?? null) : null
    const colour = ({ open: 'violet', won: 'green', lost: 'red' } as const)[kind()]
    const stage = { id: newId(), name: name().trim(), colour, kind: kind() }
    void emptyWhile([field], () => act('pipeline.addStage', { id: props.pipeline.id, stage, before }))
  }
  return (
    <form
      class={styles.new}
      onSubmit={(event) => {
        event.preventDefault()
        if (name().trim()) add()
      }}
    >
      <input
        aria-label={words().newStage}
        placeholder={words().newStage}
        value={name()}
        maxLength={MAX_PIPELINE_NAME_CHARS}
        autocomplete="off"
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <select
        aria-label={words().kindOf}
        onChange={(event) => setKind(STAGE_KINDS.find((one) => one === event.currentTarget.value) ?? 'open')}
      >
        <For each={STAGE_KINDS}>
          {(one) => (
            <option value={one} selected={one === kind()}>
              {words().kinds[one]}
            </option>
          )}
        </For>
      </select>
      <Button type="submit" disabled={name().trim() === ''}>
        <Plus size={15} aria-hidden="true" />
        {words().addStage}
      </Button>
    </form>
  )
}
