import { createUniqueId, For } from 'solid-js'
import styles from './choice-group.module.css'

export interface ChoiceGroupProps<V extends string> {
  label: string
  options: readonly { readonly value: V; readonly label: string }[]
  chosen: V
  onChoose(value: V): void
}

/** One of a few, all in sight. */
export function ChoiceGroup<V extends string>(props: ChoiceGroupProps<V>) {
  const name = createUniqueId()
  return (
    <fieldset class={styles.group}>
      <legend class={styles.label}>{props.label}</legend>
      <div class={styles.options}>
        <For each={props.options}>
          {(option) => (
            <label class={styles.option}>
              <input
                type="radio"
                class="visually-hidden"
                name={name}
                value={option.value}
                checked={option.value === props.chosen}
                onChange={() => props.onChoose(option.value)}
              />
              {option.label}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
