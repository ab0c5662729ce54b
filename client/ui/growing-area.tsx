import { type JSX, onCleanup, splitProps } from 'solid-js'
import styles from './growing-area.module.css'

export interface GrowingAreaProps extends JSX.TextareaHTMLAttributes<HTMLTextAreaElement> {
  /** What stands in the field; decides the height. */
  text: string
  /** Drawn in the place of the plain text, for carets of others; must hold the same characters. */
  mirror?: JSX.Element
  /**
   * A letter does not lay the page out anew, only what stands in the field. The field takes the width of its place, and
   * `--pad-block` tells how much of its padding is above and below the text.
   */
  isApart?: boolean
  area?(element: HTMLTextAreaElement): void
}

/** A textarea as tall as its text: both share a grid cell with an invisible copy of the text that sets the height. */
export function GrowingArea(props: GrowingAreaProps) {
  const [own, rest] = splitProps(props, ['text', 'mirror', 'isApart', 'area', 'class'])
  let box!: HTMLDivElement
  let mirror!: HTMLDivElement
  const field = (
    <div ref={box} class={[styles.box, own.isApart && styles.apart, own.class].filter(Boolean).join(' ')}>
      <div ref={mirror} class={styles.mirror} aria-hidden="true">
        {own.mirror ?? own.text}
        {/* A last line break is not drawn unless something follows it. */}
        {'\u200b'}
      </div>
      <textarea rows={1} {...rest} class={styles.area} ref={(element) => own.area?.(element)} />
    </div>
  )
  // At once: one that is made ahead is measured before it is shown.
  if (own.isApart) keepHeight(box, mirror)
  return field
}

/** A box that is laid out apart from its content is told the content's height, within the frame in which it changes. */
function keepHeight(box: HTMLElement, content: HTMLElement): void {
  const observer = new ResizeObserver(() => {
    box.style.height = `${content.offsetHeight}px`
  })
  observer.observe(content)
  onCleanup(() => observer.disconnect())
}
