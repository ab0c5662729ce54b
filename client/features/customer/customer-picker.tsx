import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import type { CustomerData } from '../../data/contract-customers'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { nextIndex } from '../../ui/menu'
import { Modal } from '../../ui/modal'
import styles from './customer-picker.module.css'
import { briefOf } from './profile'

/** As many as one looks through before typing on. */
const MAX_SHOWN = 50
const NO_TAGS = [] as const

/** «Выбрать покупателя из списка»: found by name, phone or e-mail among those on this device. */
export default function CustomerPicker(props: { customers: CustomerData; onPick(customer: Customer): void; onClose(): void }) {
  const id = createUniqueId()
  const [text, setText] = createSignal('')
  // By its id: somebody who comes into the list does not take its place.
  const [activeId, setActiveId] = createSignal<string>()
  const list = props.customers.createList(() => ({ text: text(), tags: NO_TAGS, isLatinFirst: language() === 'en' }))
  list.show(0, MAX_SHOWN)
  const shown = () => (list.ids() ?? []).slice(0, MAX_SHOWN).flatMap((each) => list.row(each) ?? [])
  const active = createMemo(() =>
    Math.max(
      0,
      shown().findIndex((each) => each.id === activeId()),
    ),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown()[active()]
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      props.onPick(chosen)
    }
    const to = nextIndex(event.key, active(), shown().length)
    if (to === null || event.key === 'Home' || event.key === 'End') return
    event.preventDefault()
    setActiveId(shown()[to]?.id)
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Modal title={t().customer.choose} onClose={props.onClose}>
      <input
        ref={(field) => queueMicrotask(() => field.focus())}
        class={styles.search}
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown().length > 0 ? `${id}-${active()}` : undefined}
        aria-label={t().customer.searchCustomers}
        placeholder={t().customer.searchCustomers}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setActiveId(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      <div class={styles.list} id={`${id}-list`} role="listbox" aria-label={t().shell.customers}>
        <For each={shown()}>
          {(customer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, where the focus is.
            <div
              class={styles.option}
              id={`${id}-${index()}`}
              role="option"
              tabIndex={-1}
              aria-selected={index() === active()}
              onClick={() => props.onPick(customer)}
            >
              <Avatar id={customer.id} name={customer.name} size={28} />
              <span class={styles.name}>{customer.name}</span>
              <span class={styles.brief}>{briefOf(customer)}</span>
            </div>
          )}
        </For>
        <Show when={list.ids()?.length === 0}>
          <p class={styles.none}>{t().common.nothingFound}</p>
        </Show>
      </div>
    </Modal>
  )
}
