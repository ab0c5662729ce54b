import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { type Customer, fieldValueOf, fits } from '#shared/domain/customer'
import type { CustomerField, FieldValue } from '#shared/domain/customer-field'
import { t } from '../../i18n/i18n'
import { DateField } from '../../ui/date-field'
import { Field } from '../../ui/field'
import { createTypedText } from '../../ui/typed-text'
import { useAct } from '../act'
import { useData } from '../data-context'
import styles from './field-list.module.css'
import { Section } from './section'

/** What this workspace wants to know of its customers besides name and addresses. */
export function FieldList(props: { customer: Customer }) {
  const data = useData()
  const defined = () => (data.workspace()?.customerFields ?? []).filter(({ isRemoved }) => !isRemoved)
  return (
    <Show when={defined().length > 0}>
      <Section title={t().customer.fields}>
        <div class={styles.fields}>
          <For each={defined()}>{(field) => <Value field={field} customer={props.customer} />}</For>
        </div>
      </Section>
    </Show>
  )
}

function Value(props: { field: CustomerField; customer: Customer }) {
  const act = useAct()
  const [error, setError] = createSignal<string>()
  const stored = () => fieldValueOf(props.customer, props.field.id)
  const set = (value: FieldValue | null, base: FieldValue | null) =>
    void act('customer.set', { customerId: props.customer.id, field: props.field.id, value, base })
  const typed = createTypedText({
    stored: () => String(stored() ?? ''),
    keep(text, seen) {
      const value = read(props.field, text)
      setError(value === undefined ? t().customer.badValue : undefined)
      if (value === undefined) return 'wrong'
      if (value === stored()) return 'nothing'
      set(value, read(props.field, seen) ?? null)
      return 'kept'
    },
  })
  return (
    <Switch
      fallback={
        <Field
          {...typed.field}
          label={props.field.name}
          inputMode={props.field.type === 'number' ? 'decimal' : undefined}
          maxLength={500}
          autocomplete="off"
          error={error()}
        />
      }
    >
      <Match when={props.field.type === 'date'}>
        <DateField label={props.field.name} day={String(stored() ?? '')} onDay={(day, seen) => set(day || null, seen || null)} />
      </Match>
      <Match when={props.field.type === 'choice'}>
        <label class={styles.choice}>
          <span>{props.field.name}</span>
          <select value={String(stored() ?? '')} onChange={(event) => set(event.currentTarget.value || null, stored())}>
            <option value="">—</option>
            <For each={[...new Set([...props.field.choices, ...[stored()].filter((value) => value !== null).map(String)])]}>
              {(choice) => (
                <option value={choice} selected={choice === stored()}>
                  {choice}
                </option>
              )}
            </For>
          </select>
        </label>
      </Match>
    </Switch>
  )
}

/** @returns null for nothing, undefined for what the field cannot hold. */
function read(field: CustomerField, typed: string): FieldValue | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  // Thousands are written apart, and the fraction after a comma.
  const value = field.type === 'number' ? Number(text.replace(/[\s\u00a0]/g, '').replace(',', '.')) : text
  return (typeof value === 'string' || Number.isFinite(value)) && fits(field, value) ? value : undefined
}
