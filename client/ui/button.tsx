import { type JSX, mergeProps, splitProps } from 'solid-js'
import styles from './button.module.css'

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. `plain`: the rest. `quiet`: without a frame. `danger`: cannot be undone. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'medium'
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(mergeProps({ kind: 'plain' as const, size: 'medium' as const }, props), [
    'kind',
    'size',
    'class',
    'children',
  ])
  return (
    <button type="button" {...rest} class={[styles.button, own.class].filter(Boolean).join(' ')} data-kind={own.kind} data-size={own.size}>
      {own.children}
    </button>
  )
}
