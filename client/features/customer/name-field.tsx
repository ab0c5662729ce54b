import Pencil from 'lucide-solid/icons/pencil'
import { createEffect, createMemo, on } from 'solid-js'
import { MAX_NAME_CHARS } from '#shared/domain/contact'
import { t } from '../../i18n/i18n'
import { useAct } from '../act'
import { customerName } from '../people'
import styles from './name-field.module.css'
import { rename, type Who } from './profile'

/** The name, to be changed where it stands: Enter or leaving keeps it, Esc takes it back. */
export function NameField(props: { who: Who }) {
  const act = useAct()
  let field: HTMLInputElement | undefined
  const stored = createMemo(() => props.who.customer?.name ?? props.who.contact?.name ?? '')
  /** What stands there unless something is typed. */
  let shown = ''
  const show = () => {
    shown = stored()
    if (field) field.value = shown
  }
  // A colleague's name for the customer does not take away what is being typed.
  createEffect(on(stored, () => document.activeElement !== field && show()))
  const keep = () => {
    const name = field?.value.trim()
    if (!name || name === shown || name === stored()) show()
    else void rename(act, props.who, name)
  }
  return (
    <div class={styles.name}>
      <input
        ref={field}
        class={styles.field}
        aria-label={t().customer.name}
        title={stored()}
        placeholder={customerName(undefined)}
        maxLength={MAX_NAME_CHARS}
        spellcheck={false}
        autocomplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') {
            show()
            event.currentTarget.blur()
          }
        }}
      />
      <Pencil class={styles.pencil} size={14} aria-hidden="true" />
    </div>
  )
}
