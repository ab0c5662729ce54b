/**
 * The field's text and the stored draft. What is typed is stored at once; what comes from another device is shown
 * unless somebody is typing here.
 */
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { tellFailure } from '../act'
import { useData } from '../data-context'

/** Own writes come back through the store, late and in order: that many are remembered to tell them from news. */
const ECHOES = 64

export interface DraftText {
  readonly text: Accessor<string>
  write(text: string): void
  /** The field lost the focus: what was held back may show. */
  settle(): void
}

export function createDraftText(options: { dialogId: Id; stored: Accessor<string>; isTyping(): boolean }): DraftText {
  const data = useData()
  const [text, setText] = createSignal(options.stored())
  const written: string[] = []
  const adopt = () => {
    const stored = options.stored()
    if (options.isTyping() || written.includes(stored)) return
    written.length = 0
    setText(stored)
  }
  createEffect(on(options.stored, adopt, { defer: true }))
  return {
    text,
    write(next) {
      setText(next)
      written.push(next)
      if (written.length > ECHOES) written.shift()
      void tellFailure(data.saveDraft(options.dialogId, next))
    },
    settle: adopt,
  }
}
