import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import { nextIndex } from '../../ui/menu'
import { useData } from '../data-context'
import { customerName } from '../people'
import styles from './contact-field.module.css'
import type { Addressee } from './write-first'

/** People that can be chosen from at a time. */
const MAX_SHOWN = 8

/** A customer, found by name, phone or e-mail among those on this device; or nobody, when only an address is known. */
export function ContactField(props: { person: Addressee | null; onPick(person: Addressee | null): void }) {
  const data = useData()
  const id = createUniqueId()
  const [text, setText] = createSignal('')
  const [active, setActive] = createSignal(0)
  const [found, setFound] = createSignal<readonly DialogRow[]>([])
  const search = data.createSearch(text)
  createEffect(
    on(search.results, ({ here }) => {
      const ids = here.filter(({ kind }) => kind === 'contact').map(({ dialogId }) => dialogId)
      void data.readDialogs(ids.slice(0, MAX_SHOWN)).then((rows) => {
        setFound(rows)
        setActive(0)
      })
    }),
  )
  const people = () => (text().trim() === '' ? [] : found().flatMap((row) => (row.contact ? [{ row, contact: row.contact }] : [])))
  const pick = (index: number) => {
    const chosen = people()[index]
    if (!chosen) return
    setText('')
    props.onPick({ contact: chosen.contact, customer: chosen.row.customer, dialogId: chosen.row.id })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (people().length === 0) return
    const to = nextIndex(event.key, active(), people().length)
    if (event.key === 'Enter') pick(active())
    if (to !== null) setActive(to)
    if (event.key === 'Enter' || to !== null) event.preventDefault()
  }
  return (
    <div class={styles.field}>
      <label for={id}>{t().inbox.writeFirst.contact}</label>
      <Show
        when={!props.person && people}
        fallback={
          <span class={styles.chosen}>
            <Avatar id={props.person?.dialogId ?? ''} name={customerName(props.person ?? undefined)} size={24} />
            <span class={styles.name}>{customerName(props.person ?? undefined)}</span>
            <IconButton label={t().inbox.writeFirst.another} icon={X} size={16} tip="none" onClick={() => props.onPick(null)} />
          </span>
        }
      >
        <input
          id={id}
          type="text"
          data-begin=""
          role="combobox"
          autocomplete="off"
          aria-expanded={people().length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={people().length > 0 ? `${id}-${active()}` : undefined}
          placeholder={t().inbox.writeFirst.contactHint}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Show when={people().length > 0}>
          <div class={styles.list} id={`${id}-list`} role="listbox" aria-label={t().inbox.results.customers}>
            <For each={people()}>
              {({ row, contact }, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, where the focus is.
                <div
                  class={styles.option}
                  id={`${id}-${index()}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index() === active()}
                  onClick={() => pick(index())}
                >
                  <Avatar id={row.id} name={customerName(row)} size={24} />
                  <span class={styles.name}>{customerName(row)}</span>
                  <span class={styles.where}>
                    {[...(row.customer?.phones ?? []), ...contact.phones, ...contact.emails][0] ?? row.channel?.name}
                  </span>
                </div>
              )}
            </For>
          </div>
        </Show>
      </Show>
    </div>
  )
}
