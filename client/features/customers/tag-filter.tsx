import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './tag-filter.module.css'

/** Tags that everybody shown has. */
export function TagFilter(props: { chosen: readonly Id[]; onChange(chosen: readonly Id[]): void }) {
  const data = useData()
  const tags = () => (data.workspace()?.customerTags ?? []).filter(({ isRemoved }) => !isRemoved)
  const toggle = (id: Id) =>
    props.onChange(props.chosen.includes(id) ? props.chosen.filter((other) => other !== id) : [...props.chosen, id])
  return (
    <Show when={tags().length > 0}>
      <fieldset class={styles.filter} aria-label={t().customer.tags}>
        <For each={tags()}>
          {(tag) => (
            <button type="button" class={styles.tag} aria-pressed={props.chosen.includes(tag.id)} onClick={() => toggle(tag.id)}>
              {tag.name}
            </button>
          )}
        </For>
      </fieldset>
    </Show>
  )
}
