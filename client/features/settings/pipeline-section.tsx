import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, Show } from 'solid-js'
import { newId } from '#shared/domain/id'
import { canAdminister } from '#shared/domain/permissions'
import { FIRST_STAGES } from '#shared/domain/pipeline'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { useAct } from '../act'
import { openPipelines } from '../cards/stages'
import { useData } from '../data-context'
import { Panel, PanelRow } from './panel'
import { PipelineEditor } from './pipeline-editor'
import styles from './pipeline-section.module.css'

/** The ways that cards go. Everybody sees them; administrators change them. */
export function PipelineSection() {
  const data = useData()
  const act = useAct()
  const words = () => t().cards.settings
  const mayChange = () => canAdminister(data.me().role)
  const [edited, setEdited] = createSignal<string | null>(null)
  const open = () => openPipelines(data.pipelines())
  const gone = () => (data.pipelines() ?? []).filter(({ isRemoved }) => isRemoved)
  const add = async () => {
    const id = newId()
    const stages = FIRST_STAGES.map(({ key, colour, kind }) => ({ id: newId(), name: words().first[key], colour, kind }))
    if (await act('pipeline.create', { id, name: words().newName, stages })) setEdited(id)
  }
  return (
    <Panel title={words().title} hint={words().hint}>
      <ul class={styles.list} aria-label={words().title}>
        <For each={open().map(({ id }) => id)}>
          {(id) => (
            <Show when={open().find((pipeline) => pipeline.id === id)}>
              {(pipeline) => (
                <li>
                  <PipelineEditor
                    pipeline={pipeline()}
                    mayChange={mayChange()}
                    isOpen={edited() === id}
                    onToggle={() => setEdited((now) => (now === id ? null : id))}
                  />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={mayChange()}>
        <Button class={styles.add} onClick={() => void add()}>
          <Plus size={16} aria-hidden="true" />
          {words().add}
        </Button>
      </Show>
      <Show when={mayChange() && gone().length > 0}>
        <details class={styles.gone}>
          <summary>{words().gone}</summary>
          <For each={gone()}>
            {({ id, name }) => (
              <PanelRow
                action={
                  <Button size="small" onClick={() => void act('pipeline.remove', { id, isRemoved: false })}>
                    {words().restore}
                  </Button>
                }
              >
                {name}
              </PanelRow>
            )}
          </For>
        </details>
      </Show>
    </Panel>
  )
}
