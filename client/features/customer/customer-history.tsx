import { For, Show } from 'solid-js'
import type { Customer, CustomerEdit } from '#shared/domain/customer'
import type { FieldValue } from '#shared/domain/customer-field'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import { moment } from '../dates'
import { operatorName } from '../people'
import { restoring } from './customer-edit'
import styles from './customer-history.module.css'
import { fieldText } from './field-text'

/** Who changed what and when, the newest first; each change can be taken back in one click. */
export default function CustomerHistory(props: { customer: Customer; onClose(): void }) {
  const data = useData()
  const words = () => t().customer.history
  const edits = () => props.customer.history.toReversed()
  const field = (id: string) => data.workspace()?.customerFields?.find((each) => each.id === id)
  const nameOf = (edit: CustomerEdit) =>
    Object.entries(words().fields).find(([id]) => id === edit.field)?.[1] ?? field(edit.field)?.name ?? '—'
  const text = (edit: CustomerEdit, value: FieldValue) => {
    if (edit.field === 'tags') return data.workspace()?.customerTags?.find(({ id }) => id === value)?.name ?? String(value)
    return fieldText(field(edit.field), value, language())
  }
  const what = (edit: CustomerEdit) => {
    if (edit.field === 'contacts' || edit.field === 'merged') return edit.to === null ? words().left : words().joined
    if (edit.from === null) return edit.to === null ? '' : words().added(text(edit, edit.to))
    return edit.to === null ? words().taken(text(edit, edit.from)) : words().changed(text(edit, edit.from), text(edit, edit.to))
  }
  const restore = async (edit: CustomerEdit) => {
    const back = restoring(props.customer, edit)
    if (back && (await tellFailure(data.actAll([back])))) showToast(words().restored)
  }
  return (
    <Modal title={words().title} onClose={props.onClose}>
      <ol class={styles.list} aria-label={words().title}>
        <For each={edits()} fallback={<li class={styles.none}>{words().empty}</li>}>
          {(edit) => (
            <li class={styles.edit}>
              <Avatar id={edit.by ?? ''} name={who(edit)} size={28} />
              <div class={styles.what}>
                <p>
                  <strong>{nameOf(edit)}</strong> {what(edit)}
                </p>
                <p class={styles.when}>
                  {who(edit)}, {moment(edit.at, language())}
                </p>
                <Show when={edit.unseen}>
                  <p class={styles.unseen}>{words().unseen}</p>
                </Show>
              </div>
              <Show when={restoring(props.customer, edit)}>
                <Button size="small" onClick={() => void restore(edit)}>
                  {words().restore}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Modal>
  )

  function who(edit: CustomerEdit): string {
    return edit.by === null ? 'Okno' : operatorName(data.operators(), edit.by)
  }
}
