import ListFilter from 'lucide-solid/icons/list-filter'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { DateField } from '../../ui/date-field'
import { useData } from '../data-context'
import styles from './order-filters.module.css'
import { type OrderQuery, orderParams, PAYMENT_CHOICES, parseOrderQuery, STATUS_CHOICES } from './order-query'

/** What is shown, all of it in the address. */
export function OrderFilters(props: { query: OrderQuery; onChange(query: OrderQuery): void }) {
  const data = useData()
  const id = createUniqueId()
  const words = () => t().orders.list
  /** On a phone they stand behind a button. */
  const [isOpen, setOpen] = createSignal(false)
  const set = (more: Partial<OrderQuery>) => props.onChange({ ...props.query, ...more })
  const isPlain = () => Object.values(orderParams(props.query)).every((value) => value === undefined)
  const statusName = (status: OrderQuery['status']) =>
    status === 'active' || status === 'all' ? words().statusChoices[status] : t().orders.statuses[status]
  const managers = () => [...data.operators().values()].sort((a, b) => a.name.localeCompare(b.name, language()))
  return (
    <search class={styles.filters} data-open={isOpen() ? '' : undefined}>
      <div class={styles.first}>
        <input
          class={styles.search}
          type="search"
          aria-label={words().search}
          placeholder={words().placeholder}
          value={props.query.text}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
        <Button class={styles.toggle} aria-expanded={isOpen()} onClick={() => setOpen(!isOpen())}>
          <ListFilter size={16} aria-hidden="true" />
          {words().filters}
        </Button>
      </div>
      <label>
        {words().status}
        <select
          aria-label={words().status}
          onChange={(event) => set({ status: STATUS_CHOICES[event.currentTarget.selectedIndex] ?? 'active' })}
        >
          <For each={STATUS_CHOICES}>{(each) => <option selected={each === props.query.status}>{statusName(each)}</option>}</For>
        </select>
      </label>
      <label>
        {words().payment}
        <select
          aria-label={words().payment}
          onChange={(event) => set({ payment: PAYMENT_CHOICES[event.currentTarget.selectedIndex] ?? 'all' })}
        >
          <For each={PAYMENT_CHOICES}>
            {(each) => <option selected={each === props.query.payment}>{words().paymentChoices[each]}</option>}
          </For>
        </select>
      </label>
      <label>
        {words().manager}
        <select aria-label={words().manager} onChange={(event) => set({ managerId: event.currentTarget.value || null })}>
          <option value="">{words().anyManager}</option>
          <For each={managers()}>
            {(each) => (
              <option value={each.id} selected={each.id === props.query.managerId}>
                {each.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <DateField label={words().from} day={props.query.from} onDay={(from) => set({ from })} />
      <DateField label={words().to} day={props.query.to} onDay={(to) => set({ to })} />
      <label class={styles.check} for={`${id}-differs`}>
        <input
          id={`${id}-differs`}
          type="checkbox"
          checked={props.query.differs}
          onChange={(event) => set({ differs: event.currentTarget.checked })}
        />
        {words().differs}
      </label>
      <Show when={!isPlain()}>
        <Button size="small" kind="quiet" onClick={() => props.onChange(parseOrderQuery({}))}>
          {words().clear}
        </Button>
      </Show>
    </search>
  )
}
