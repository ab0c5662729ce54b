import type { LucideProps } from 'lucide-solid'
import type { JSX } from 'solid-js'
import { Glyph } from './glyph'
import styles from './icon-button.module.css'

export type Icon = (props: LucideProps) => JSX.Element

type ButtonAttributes = JSX.ButtonHTMLAttributes<HTMLButtonElement>

export interface IconButtonProps extends Pick<ButtonAttributes, Taken> {
  /** Accessible name, shown as a tooltip too. */
  label: string
  icon: Icon
  /** Where the tooltip has room. */
  tip?: 'below' | 'below-start' | 'below-end' | 'above' | 'above-start' | 'above-end' | 'right' | 'none'
  size?: number
}

/** Named one by one: a chat has dozens of these buttons, and attributes that may be any cost three times as much to make. */
type Taken =
  | 'ref'
  | 'class'
  | 'title'
  | 'disabled'
  | 'children'
  | 'onClick'
  | 'aria-controls'
  | 'aria-describedby'
  | 'aria-expanded'
  | 'aria-haspopup'
  | 'aria-pressed'

export function IconButton(props: IconButtonProps) {
  return (
    <button
      ref={(element) => typeof props.ref === 'function' && props.ref(element)}
      type="button"
      class={props.class ? `${styles.button} ${props.class}` : styles.button}
      title={props.title}
      disabled={props.disabled}
      aria-label={props.label}
      aria-controls={props['aria-controls']}
      aria-describedby={props['aria-describedby']}
      aria-expanded={props['aria-expanded']}
      aria-haspopup={props['aria-haspopup']}
      aria-pressed={props['aria-pressed']}
      data-tip={props.tip === 'none' ? undefined : props.label}
      data-tip-at={props.tip ?? 'below'}
      onClick={props.onClick}
    >
      <Glyph icon={props.icon} size={props.size ?? 20} />
      {props.children}
    </button>
  )
}
