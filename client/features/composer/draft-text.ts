/**
 * The field's text and the stored draft. What is typed is stored at once; what comes from another device joins it, in
 * the middle of typing too.
 */
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { mergeDraft } from '#shared/domain/draft'

/** Own writes come back through the store, late and in order: that many are remembered to tell them from news. */
const ECHOES = 64

export interface DraftText {
  readonly text: Accessor<string>
  write(text: string): void
  /** Empties the field; the stored draft is left to whoever stores what was taken. */
  take(): string
  /** Nothing is being put together in the field any more: what was held back may show. */
  settle(): void
}

export interface DraftTextOptions {
  readonly stored: Accessor<string>
  /** The field must not be touched now: an input method is putting a letter together. */
  isHeld(): boolean
  /** Stores what stands in the field; `base` is the draft it was made from. */
  save(text: string, base: string): Promise<unknown>
  /** Waited for before each save. */
  pause?(): Promise<void>
}

export function createDraftText(options: DraftTextOptions): DraftText {
  const [text, setText] = createSignal(options.stored())
  /** The stored draft as it was last seen here. */
  let seen = text()
  /** The draft that the next edit is made from: the field's text, stored or on its way there. */
  let base = seen
  const written: string[] = []
  let waiting: { readonly text: string; readonly base: string } | null = null
  let isSaving = false
  /** News that came while the field was held. */
  let isBehind = false

  const adopt = () => {
    const stored = options.stored()
    isBehind = options.isHeld()
    if (isBehind) return
    const echo = written.indexOf(stored)
    if (echo >= 0) {
      written.splice(0, echo + 1)
      seen = stored
      return
    }
    base = mergeDraft(seen, stored, text())
    seen = stored
    setText(base)
  }
  /** One after another, or a later text could be overtaken; what came between two is skipped. */
  const save = async () => {
    if (isSaving) return
    isSaving = true
    while (waiting) {
      await options.pause?.()
      const next = waiting
      waiting = null
      // Taken meanwhile.
      if (!next) break
      written.push(next.text)
      if (written.length > ECHOES) written.shift()
      await options.save(next.text, next.base)
    }
    isSaving = false
  }
  createEffect(on(options.stored, adopt, { defer: true }))
  return {
    text,
    write(next) {
      setText(next)
      waiting = { text: next, base: waiting?.base ?? base }
      base = next
      void save()
    },
    take() {
      const taken = text()
      waiting = null
      setText('')
      return taken
    },
    settle() {
      if (isBehind) adopt()
    },
  }
}
