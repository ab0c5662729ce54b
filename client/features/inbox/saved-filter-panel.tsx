import Bookmark from 'lucide-solid/icons/bookmark'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, Show } from 'solid-js'
import { newId } from '#shared/domain/id'
import { MAX_SAVED_FILTERS } from '#shared/domain/preferences'
import type { DialogQuery } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { emptyWhile } from '../../ui/sent-words'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { isFiltered, parseQueryString, queryString } from './dialog-query'
import styles from './saved-filter-panel.module.css'

/** The saved choices, and a name for the present one. */
export default function SavedFilterPanel(props: { query: DialogQuery; onPick(query: DialogQuery): void }) {
  const data = useData()
  const act = useAct()
  const field = createSignal('')
  const [name, setName] = field
  const words = () => t().inbox.savedFilters
  const operatorId = () => data.me().operatorId
  const saved = () => data.preferences().filters
  const params = () => queryString(props.query)
  const isFull = () => saved().length >= MAX_SAVED_FILTERS
  const twin = () => saved().find((filter) => filter.params === params())
  const isTyped = () => name().trim() !== ''
  const canSave = () => twin() !== undefined || !isFull()
  // A name that is being typed stays, though another tab has saved the same choice meanwhile, or the last one there was room for.
  const hasForm = () => isTyped() || ((isFiltered(props.query) || props.query.tab !== 'open') && !twin() && !isFull())

  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const filter = { id: twin()?.id ?? newId(), name: name().trim(), params: params() }
    if (filter.name === '' || !canSave()) return
    if (await emptyWhile([field], () => act('filter.save', { operatorId: operatorId(), filter }))) showToast(words().saved)
  }

  return (
    <div class={styles.panel}>
      <Show when={saved().length > 0} fallback={<p class={styles.hint}>{words().none}</p>}>
        <ul class={styles.list}>
          <For each={saved()}>
            {(filter) => (
              <li class={styles.row}>
                <button
                  type="button"
                  class={styles.pick}
                  aria-current={filter.params === params() ? 'true' : undefined}
                  onClick={() => props.onPick(parseQueryString(filter.params))}
                >
                  <Bookmark size={15} aria-hidden="true" />
                  <span class={styles.name}>{filter.name}</span>
                </button>
                <IconButton
                  label={words().remove(filter.name)}
                  icon={Trash}
                  size={15}
                  tip="none"
                  onClick={() => void act('filter.remove', { operatorId: operatorId(), filterId: filter.id })}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={hasForm()}>
        <form class={styles.form} onSubmit={(event) => void save(event)}>
          <Field
            label={words().name}
            value={name()}
            maxLength={40}
            autocomplete="off"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" kind="primary" size="small" disabled={!isTyped() || !canSave()}>
            {words().save}
          </Button>
        </form>
        <Show when={twin()}>{(same) => <p class={styles.hint}>{words().savedAlready(same().name)}</p>}</Show>
      </Show>
      <Show when={isFull()}>
        <p class={styles.hint}>{words().full}</p>
      </Show>
    </div>
  )
}
