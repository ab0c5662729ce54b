import { MAX_PIPELINE_NAME_CHARS } from '#shared/domain/pipeline'
import { createTypedText } from '../../ui/typed-text'

/** The name of a pipeline or a stage, changed in place; an empty one is not taken. */
export function NameInput(props: { class?: string | undefined; id?: string; label?: string; name: string; onName(name: string): void }) {
  const typed = createTypedText({
    stored: () => props.name,
    keep(text) {
      const name = text.trim()
      if (!name || name === props.name) return 'nothing'
      props.onName(name)
      return 'kept'
    },
  })
  return (
    <input
      {...typed.field}
      id={props.id}
      class={props.class}
      aria-label={props.label}
      maxLength={MAX_PIPELINE_NAME_CHARS}
      autocomplete="off"
    />
  )
}
