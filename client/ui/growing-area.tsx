import { type JSX, splitProps } from 'solid-js'
import styles from './growing-area.module.css'

export interface GrowingAreaProps extends JSX.TextareaHTMLAttributes<HTMLTextAreaElement> {
  /** What stands in the field; decides the height. */
  text: string
  /** Drawn in the place of the plain text, for carets of others; must hold the same characters. */
  mirror?: JSX.Element
  area?(element: HTMLTextAreaElement): void
}

/** A textarea as tall as its text: both share a grid cell with an invisible copy of the text that sets the height. */
export function GrowingArea(props: GrowingAreaProps) {
  const [own, rest] = splitProps(props, ['text', 'mirror', 'area', 'class'])
  return (
    <div class={[styles.box, own.class].filter(Boolean).join(' ')}>
      <div class={styles.mirror} aria-hidden="true">
        {own.mirror ?? own.text}
        {/* A last line break is not drawn unless something follows it. */}
        {'\u200b'}
      </div>
      <textarea rows={1} {...rest} class={styles.area} ref={(element) => own.area?.(element)} />
    </div>
  )
}
