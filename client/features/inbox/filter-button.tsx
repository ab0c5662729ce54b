import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Floating } from '../../ui/floating'
import { Glyph } from '../../ui/glyph'
import type { Icon } from '../../ui/icon-button'
import { Picker, type PickerOption } from '../../ui/picker'
import styles from './filter-button.module.css'

export interface FilterButtonProps<V> {
  label: string
  /** Stands for the label where there is no room for words. */
  icon: Icon
  isActive: boolean
  options: readonly PickerOption<V>[]
  selected: readonly V[]
  search?: string | undefined
  isMultiple?: boolean
  onPick(value: V): void
}

export function FilterButton<V>(props: FilterButtonProps<V>) {
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  return (
    <>
      <button
        ref={button}
        type="button"
        class={styles.filter}
        aria-label={props.label}
        title={props.label}
        data-active={props.isActive ? '' : undefined}
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      >
        <Dynamic component={props.icon} class={styles.icon} size={16} stroke-width={1.9} aria-hidden="true" />
        <span class={styles.label}>{props.label}</span>
        <Glyph icon={ChevronDown} size={13} stroke={2} />
      </button>
      <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => button} label={props.label}>
        <Picker
          label={props.label}
          options={props.options}
          selected={props.selected}
          isMultiple={props.isMultiple ?? false}
          search={props.search}
          onPick={(value) => {
            props.onPick(value)
            if (!props.isMultiple) setOpen(false)
          }}
        />
      </Floating>
    </>
  )
}
