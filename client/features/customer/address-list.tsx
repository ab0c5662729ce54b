import Copy from 'lucide-solid/icons/copy'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Glyph } from '../../ui/glyph'
import { IconButton } from '../../ui/icon-button'
import { copyText } from '../clipboard'
import styles from './address-list.module.css'
import { Section } from './section'

export interface AddressListProps {
  title: string
  values: readonly string[]
  /** Name of the button and of the field that takes its place. */
  addLabel: string
  removeLabel(value: string): string
  kind: 'tel' | 'email'
  write(value: string): string
  /** @returns why it cannot be added, or nothing when it has been. */
  onAdd(typed: string): string | undefined
  onRemove(value: string): void
}

/** Phones or e-mails: copy, remove, add in place. */
export function AddressList(props: AddressListProps) {
  const id = createUniqueId()
  const [isAdding, setAdding] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let adder: HTMLButtonElement | undefined
  const leave = () => {
    setAdding(false)
    setError(undefined)
    queueMicrotask(() => adder?.focus())
  }
  const add = (typed: string) => {
    if (!typed.trim()) return leave()
    const problem = props.onAdd(typed.trim())
    if (problem) setError(problem)
    else leave()
  }
  return (
    <Section title={props.title}>
      <ul>
        <For each={props.values}>
          {(value) => (
            <li class={styles.address}>
              <a class={styles.value} href={`${props.kind === 'tel' ? 'tel' : 'mailto'}:${value}`} title={value}>
                {props.write(value)}
              </a>
              <IconButton
                class={styles.tool}
                label={t().customer.copy(value)}
                icon={Copy}
                size={15}
                tip="none"
                onClick={() => void copyText(value, t().customer.copied)}
              />
              <IconButton
                class={styles.tool}
                label={props.removeLabel(value)}
                icon={X}
                size={16}
                tip="none"
                onClick={() => props.onRemove(value)}
              />
            </li>
          )}
        </For>
      </ul>
      <Show
        when={isAdding()}
        fallback={
          <Button ref={adder} class={styles.add} kind="quiet" size="small" onClick={() => setAdding(true)}>
            <Glyph icon={Plus} size={15} stroke={2} />
            {props.addLabel}
          </Button>
        }
      >
        <form
          class={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            add(event.currentTarget.querySelector('input')?.value ?? '')
          }}
        >
          <input
            ref={(field) => queueMicrotask(() => field.focus())}
            class={styles.field}
            type={props.kind}
            autocomplete="off"
            aria-label={props.addLabel}
            aria-invalid={error() ? 'true' : undefined}
            aria-describedby={error() ? id : undefined}
            onInput={() => setError(undefined)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') leave()
            }}
          />
          <Button type="submit" size="small">
            {t().common.save}
          </Button>
          <IconButton label={t().common.cancel} icon={X} size={16} tip="none" onClick={leave} />
        </form>
        <Show when={error()}>
          <p class={styles.error} id={id} role="alert">
            {error()}
          </p>
        </Show>
      </Show>
    </Section>
  )
}
