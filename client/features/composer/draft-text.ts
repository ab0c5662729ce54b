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
  /** Came from elsewhere while somebody was typing. What is written here after it takes its place. */
  let heldBack: string | null = null
  const show = (news: string) => {
    written.length = 0
    heldBack = null
    setText(news)
  }
  const heard = (stored: string) => {
    if (written.includes(stored)) return
    if (options.isTyping()) heldBack = stored
    else show(stored)
  }
  createEffect(on(options.stored, heard, { defer: true }))
  return {
    text,
    write(next) {
      setText(next)
      heldBack = null
      written.push(next)
      if (written.length > ECHOES) written.shift()
      void tellFailure(data.saveDraft(options.dialogId, next))
    },
    settle() {
      // Only news: what is stored may be older than what has just been typed and is on its way there.
      if (heldBack !== null) show(heldBack)
    },
  }
}
