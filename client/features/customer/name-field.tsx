import Pencil from 'lucide-solid/icons/pencil'
import { MAX_NAME_CHARS } from '#shared/domain/contact'
import { t } from '../../i18n/i18n'
import { GrowingArea } from '../../ui/growing-area'
import { createTypedText } from '../../ui/typed-text'
import { useAct } from '../act'
import { customerName } from '../people'
import styles from './name-field.module.css'
import { rename, type Who } from './profile'

/** The name, to be changed where it stands: Enter or leaving keeps it, Esc takes it back. */
export function NameField(props: { who: Who }) {
  const act = useAct()
  const stored = () => props.who.customer?.name ?? props.who.contact?.name ?? ''
  const typed = createTypedText({
    stored,
    keep(text, seen) {
      const name = text.replace(/\s+/g, ' ').trim()
      if (!name || name === stored()) return 'nothing'
      void rename(act, props.who, name, seen)
      return 'kept'
    },
  })
  return (
    <div class={styles.name}>
      <GrowingArea
        area={typed.field.ref}
        text={typed.text()}
        class={styles.field}
        aria-label={t().customer.name}
        placeholder={customerName(undefined)}
        maxLength={MAX_NAME_CHARS}
        spellcheck={false}
        autocomplete="off"
        enterkeyhint="done"
        onInput={typed.field.onInput}
        onChange={typed.field.onChange}
        onBlur={typed.field.onBlur}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          if (event.key === 'Escape') typed.reset()
          // Only its length breaks a name into lines.
          else event.preventDefault()
          event.currentTarget.blur()
        }}
      />
      <Pencil class={styles.pencil} size={14} aria-hidden="true" />
    </div>
  )
}
