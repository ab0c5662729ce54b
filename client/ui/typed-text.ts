import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'

export interface TypedTextOptions {
  /** What is stored, as the field writes it. */
  stored: Accessor<string>
  /**
   * Other words stand there than did, and Enter was pressed or the field left.
   * @param seen what stood there when they were begun, which may not be what is stored by now.
   * @returns `wrong`: they stay, to be put right. `nothing`: they say nothing new, and what is stored stands there again.
   */
  keep(typed: string, seen: string): 'kept' | 'wrong' | 'nothing'
}

export interface TypedText {
  /** What stands in the field. */
  readonly text: Accessor<string>
  /** What the field is given. */
  readonly field: {
    ref(element: HTMLInputElement | HTMLTextAreaElement): void
    onInput(): void
    onChange(): void
    onBlur(): void
  }
  /** What was typed is given up. */
  reset(): void
}

/**
 * For a field over something that others change too. It shows what is stored; but while it has the focus, or holds words that
 * are not kept, news wait: nothing is taken from under the hand, and a field left as it was opened takes nothing back.
 */
export function createTypedText(options: TypedTextOptions): TypedText {
  const stored = createMemo(() => options.stored())
  const [text, setText] = createSignal(stored())
  let field: HTMLInputElement | HTMLTextAreaElement | undefined
  /** What stands there unless something is typed. */
  let shown = ''
  let hasNews = false
  const isTyped = () => field?.value !== shown
  const reset = () => {
    hasNews = false
    if (field) field.value = stored()
    // A browser writes some things its own way.
    shown = field?.value ?? ''
    setText(shown)
  }
  createEffect(
    on(stored, () => {
      hasNews = document.activeElement === field || isTyped()
      if (!hasNews) reset()
    }),
  )
  const keep = () => {
    if (!field || !isTyped()) return
    const outcome = options.keep(field.value, shown)
    if (outcome === 'wrong') return
    if (outcome === 'nothing') return reset()
    // It is on its way to be what is stored; refused, that comes back by itself.
    shown = field.value
    hasNews = false
  }
  // A key can take one elsewhere before the field is left.
  onCleanup(keep)
  return {
    text,
    reset,
    field: {
      onInput: () => setText(field?.value ?? ''),
      onChange: keep,
      ref(element) {
        field = element
        shown = element.value
      },
      onBlur() {
        if (hasNews && !isTyped()) reset()
      },
    },
  }
}
