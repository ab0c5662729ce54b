import { createMemo, createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import {
  ACCOUNT_FIELDS,
  type AccountField,
  type Application,
  accountOf,
  type ConnectedKind,
  consentAt,
  isShown,
  knownSecrets,
  valuesOf,
} from './account-fields'
import styles from './account-form.module.css'
import { RETURN_PATH } from './consent'
import { OurAddress } from './our-address'

export type GivenAccount = ReturnType<typeof accountOf>

export interface AccountFormProps {
  kind: ConnectedKind
  /** As it is kept: settings to begin with, and names of secrets that may stay as they are. */
  kept?: { readonly settings: Readonly<Record<string, unknown>>; readonly secrets: readonly string[] }
  /** Of other channels: what is known of them is proposed. */
  applications?: readonly Application[] | undefined
  submitLabel: string
  isBusy: boolean
  /** Above the fields, below them. */
  first?: JSX.Element
  trouble?: JSX.Element
  /** Something has been written. */
  onTyped(): void
  onSubmit(account: GivenAccount, form: FormData): void
}

export function AccountForm(props: AccountFormProps) {
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({})
  const fields = () => ACCOUNT_FIELDS[props.kind]
  const values = createMemo(() =>
    valuesOf(fields(), { typed: typed(), kept: props.kept?.settings ?? {}, applications: props.applications }),
  )
  const keptSecrets = () => [...(props.kept?.secrets ?? []), ...knownSecrets(values(), props.applications ?? [])]
  const consent = () => consentAt(props.kind, values())
  const submitLabel = () => {
    const at = consent()
    if (props.isBusy) return at ? t().channels.consent.going : t().channels.checking
    return at ? t().channels.consent.at[at] : props.submitLabel
  }
  return (
    <form
      class={styles.form}
      onInput={props.onTyped}
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        props.onSubmit(accountOf(fields(), form), form)
      }}
    >
      {props.first}
      <For each={fields()}>
        {(field) => (
          <Show when={isShown(field, values())}>
            <AccountInput
              kind={props.kind}
              field={field}
              value={values()[field.name] ?? ''}
              isKept={keptSecrets().includes(field.name)}
              onInput={(value) => setTyped((all) => ({ ...all, [field.name]: value }))}
            />
          </Show>
        )}
      </For>
      <Show when={consent()}>
        <OurAddress path={RETURN_PATH} title={t().channels.consent.returnTo} hint={t().channels.consent.returnHint} />
      </Show>
      {props.trouble}
      <div class={styles.end}>
        <Button type="submit" kind="primary" disabled={props.isBusy}>
          {submitLabel()}
        </Button>
      </div>
    </form>
  )
}

interface Words {
  /** Above the first of several that belong together. */
  readonly heading?: string
  readonly label: string
  readonly hint?: string
  readonly choices?: Readonly<Record<string, string>>
}

function AccountInput(props: { kind: ConnectedKind; field: AccountField; value: string; isKept: boolean; onInput(value: string): void }) {
  const id = createUniqueId()
  const words = (): Words =>
    (t().channels.fields[props.kind] as Readonly<Record<string, Words>>)[props.field.name] ?? { label: props.field.name }
  return (
    <>
      <Show when={words().heading}>{(heading) => <h3 class={styles.heading}>{heading()}</h3>}</Show>
      <Switch
        fallback={
          <Field
            label={words().label}
            hint={props.isKept ? t().channels.kept : words().hint}
            name={props.field.name}
            type={props.field.isSecret ? 'password' : 'text'}
            inputmode={props.field.input === 'number' ? 'numeric' : undefined}
            value={props.field.isSecret ? '' : props.value}
            onInput={(event) => props.onInput(event.currentTarget.value)}
            required={props.field.isRequired && !props.isKept}
            autocomplete={props.field.isSecret ? 'new-password' : 'off'}
            spellcheck={false}
          />
        }
      >
        <Match when={props.field.choices}>
          {(choices) => (
            <div class={styles.choice}>
              <label for={id}>{words().label}</label>
              <select id={id} name={props.field.name} value={props.value} onChange={(event) => props.onInput(event.currentTarget.value)}>
                <For each={choices()}>
                  {(choice) => (
                    <option value={choice} selected={choice === props.value}>
                      {words().choices?.[choice] ?? choice}
                    </option>
                  )}
                </For>
              </select>
              <Hint id={id} words={words().hint} />
            </div>
          )}
        </Match>
        <Match when={props.field.input === 'lines'}>
          <div class={styles.choice}>
            <label for={id}>{words().label}</label>
            <textarea
              id={id}
              class={styles.code}
              name={props.field.name}
              rows={6}
              value={props.value}
              onInput={(event) => props.onInput(event.currentTarget.value)}
              required={props.field.isRequired}
              aria-describedby={`${id}-below`}
              autocomplete="off"
              spellcheck={false}
            />
            <Hint id={id} words={words().hint} />
          </div>
        </Match>
      </Switch>
    </>
  )
}

function Hint(props: { id: string; words: string | undefined }) {
  return (
    <Show when={props.words}>
      {(words) => (
        <p class={styles.hint} id={`${props.id}-below`}>
          {words()}
        </p>
      )}
    </Show>
  )
}
