import Pencil from 'lucide-solid/icons/pencil'
import { MAX_NAME_CHARS } from '#shared/domain/contact'
import { t } from '../../i18n/i18n'
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
      const name = text.trim()
      if (!name || name === stored()) return 'nothing'
      void rename(act, props.who, name, seen)
      return 'kept'
    },
  })
  return (
    <div class={styles.name}>
      <input
        {...typed.field}
        class={styles.field}
        aria-label={t().customer.name}
        title={stored()}
        placeholder={customerName(undefined)}
        maxLength={MAX_NAME_CHARS}
        spellcheck={false}
        autocomplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') {
            typed.reset()
            event.currentTarget.blur()
          }
        }}
      />
      <Pencil class={styles.pencil} size={14} aria-hidden="true" />
    </div>
  )
}
