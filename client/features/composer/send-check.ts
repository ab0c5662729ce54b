import { type Accessor, createSignal } from 'solid-js'
import { blanksIn } from '../quick-replies/variables'
import type { Composing } from './composing'

/** What makes one ask before a message leaves. */
export type Doubt = { readonly kind: 'typing'; readonly names: readonly string[] } | { readonly kind: 'blanks'; readonly blank: string }

export interface SendCheck {
  /** While it is asked about; gone by itself when there is no reason any more. */
  readonly doubt: Accessor<Doubt | null>
  submit(): Promise<void>
  sendAnyway(): Promise<void>
  wait(): void
}

/**
 * A message is held back while a colleague answers the same customer, or while it has a blank: its author decides.
 * @param typing names of colleagues who are writing to this customer now.
 */
export function createSendCheck(
  composing: Pick<Composing, 'isNote' | 'text' | 'canSubmit' | 'submit'>,
  typing: Accessor<readonly string[]>,
): SendCheck {
  const [isAsked, setAsked] = createSignal(false)
  const reason = (): Doubt | null => {
    if (composing.isNote()) return null
    const text = composing.text()
    const [first] = blanksIn(text)
    if (first) return { kind: 'blanks', blank: text.slice(...first) }
    return typing().length > 0 ? { kind: 'typing', names: typing() } : null
  }
  const sendAnyway = () => {
    setAsked(false)
    return composing.submit()
  }
  return {
    doubt: () => (isAsked() && composing.canSubmit() ? reason() : null),
    async submit() {
      if (!composing.canSubmit()) return
      if (reason() === null) await sendAnyway()
      else setAsked(true)
    },
    sendAnyway,
    wait: () => setAsked(false),
  }
}
