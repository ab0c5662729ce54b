import type { LucideProps } from 'lucide-solid'
import { type JSX, mergeProps, splitProps } from 'solid-js'
import { Glyph } from './glyph'
import styles from './icon-button.module.css'

export type Icon = (props: LucideProps) => JSX.Element

export interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** Accessible name, shown as a tooltip too. */
  label: string
  icon: Icon
  /** Where the tooltip has room. */
  tip?: 'below' | 'below-start' | 'below-end' | 'above' | 'above-start' | 'above-end' | 'right' | 'none'
  size?: number
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(mergeProps({ tip: 'below' as const, size: 20 }, props), [
    'label',
    'icon',
    'tip',
    'size',
    'class',
    'children',
  ])
  return (
    <button
      type="button"
      {...rest}
      class={[styles.button, own.class].filter(Boolean).join(' ')}
      aria-label={own.label}
      data-tip={own.tip === 'none' ? undefined : own.label}
      data-tip-at={own.tip}
    >
      <Glyph icon={own.icon} size={own.size} />
      {own.children}
    </button>
  )
}
