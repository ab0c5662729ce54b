import Search from 'lucide-solid/icons/search'
import X from 'lucide-solid/icons/x'
import { t } from '../../i18n/i18n'
import { hotkeyLabel, isMac, useHotkey } from '../hotkeys'
import styles from './search-field.module.css'

export interface SearchFieldProps {
  text: string
  onText(text: string): void
  /** The focus is in it, or has left it. */
  onFocus(isIn: boolean): void
  onDown(): void
  onEnter(): void
}

export function SearchField(props: SearchFieldProps) {
  let field: HTMLInputElement | undefined
  useHotkey('search', () => {
    field?.focus()
    field?.select()
  })
  const clear = () => {
    props.onText('')
    field?.focus()
  }
  return (
    <div class={styles.search}>
      <Search class={styles.icon} size={17} aria-hidden="true" />
      <input
        ref={field}
        class={styles.field}
        type="search"
        aria-label={t().inbox.search}
        placeholder={t().inbox.search}
        value={props.text}
        spellcheck={false}
        autocomplete="off"
        onFocus={() => props.onFocus(true)}
        onBlur={() => props.onFocus(false)}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            props.onDown()
          } else if (event.key === 'Enter') {
            if (!event.isComposing) props.onEnter()
          } else if (event.key === 'Escape') {
            props.onText('')
            event.currentTarget.blur()
          }
        }}
      />
      <kbd class={styles.keys}>{hotkeyLabel('search', isMac())}</kbd>
      <button type="button" class={styles.clear} aria-label={t().inbox.clearSearch} onClick={clear}>
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  )
}
