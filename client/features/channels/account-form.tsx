import { createUniqueId, For, type JSX, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { ACCOUNT_FIELDS, type AccountField, accountOf, type ConnectedKind } from './account-fields'
import styles from './account-form.module.css'

export type GivenAccount = ReturnType<typeof accountOf>

export interface AccountFormProps {
  kind: ConnectedKind
  /** As it is kept: settings to begin with, and names of secrets that may stay as they are. */
  kept?: { readonly settings: Readonly<Record<string, unknown>>; readonly secrets: readonly string[] }
  submitLabel: string
  isBusy: boolean
  /** Above the fields, below them. */
  first?: JSX.Element
  trouble?: JSX.Element
  onSubmit(account: GivenAccount, form: FormData): void
}

export function AccountForm(props: AccountFormProps) {
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        props.onSubmit(accountOf(ACCOUNT_FIELDS[props.kind], form), form)
      }}
    >
      {props.first}
      <For each={ACCOUNT_FIELDS[props.kind]}>
        {(field) => (
          <AccountInput
            kind={props.kind}
            field={field}
            value={props.kept?.settings[field.name]}
            isKept={props.kept?.secrets.includes(field.name) ?? false}
          />
        )}
      </For>
      {props.trouble}
      <div class={styles.end}>
        <Button type="submit" kind="primary" disabled={props.isBusy}>
          {props.isBusy ? t().channels.checking : props.submitLabel}
        </Button>
      </div>
    </form>
  )
}

interface Words {
  readonly label: string
  readonly hint?: string
  readonly choices?: Readonly<Record<string, string>>
}

function AccountInput(props: { kind: ConnectedKind; field: AccountField; value: unknown; isKept: boolean }) {
  const id = createUniqueId()
  const words = (): Words =>
    (t().channels.fields[props.kind] as Readonly<Record<string, Words>>)[props.field.name] ?? { label: props.field.name }
  const value = () => String(props.value ?? props.field.otherwise ?? '')
  return (
    <Show
      when={props.field.choices}
      fallback={
        <Field
          label={words().label}
          hint={props.isKept ? t().channels.kept : words().hint}
          name={props.field.name}
          type={props.field.isSecret ? 'password' : 'text'}
          inputmode={props.field.input === 'number' ? 'numeric' : undefined}
          value={props.field.isSecret ? '' : value()}
          required={props.field.isRequired && !props.isKept}
          autocomplete={props.field.isSecret ? 'new-password' : 'off'}
          spellcheck={false}
        />
      }
    >
      {(choices) => (
        <div class={styles.choice}>
          <label for={id}>{words().label}</label>
          <select id={id} name={props.field.name} value={value()}>
            <For each={choices()}>
              {(choice) => (
                <option value={choice} selected={choice === value()}>
                  {words().choices?.[choice] ?? choice}
                </option>
              )}
            </For>
          </select>
          <Show when={words().hint}>{(hint) => <p class={styles.hint}>{hint()}</p>}</Show>
        </div>
      )}
    </Show>
  )
}
