import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'
import styles from './field.module.css'

export interface FieldProps extends JSX.InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

/** A labelled line of text with its rule below and its error in place of the rule. */
export function Field(props: FieldProps) {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error'])
  const id = createUniqueId()
  const below = () => own.error || own.hint
  return (
    <div class={styles.field}>
      <label for={id}>{own.label}</label>
      <input {...rest} id={id} aria-invalid={own.error ? 'true' : undefined} aria-describedby={below() ? `${id}-below` : undefined} />
      <Show when={below()}>
        <p id={`${id}-below`} class={styles.below} data-error={own.error ? '' : undefined}>
          {below()}
        </p>
      </Show>
    </div>
  )
}
