import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal } from 'solid-js'
import { Floating } from '../../ui/floating'
import { Picker, type PickerOption } from '../../ui/picker'
import styles from './filter-button.module.css'

export interface FilterButtonProps<V> {
  label: string
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
        data-active={props.isActive ? '' : undefined}
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      >
        <span class={styles.label}>{props.label}</span>
        <ChevronDown size={13} aria-hidden="true" />
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
