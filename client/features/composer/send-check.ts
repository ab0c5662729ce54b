import { type Accessor, createSignal } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { useData } from '../data-context'
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

/** A message is held back while a colleague answers the same customer, or while it has a blank: its author decides. */
export function createSendCheck(row: Accessor<DialogRow>, composing: Composing): SendCheck {
  const data = useData()
  const presence = data.createPresence(() => row().id)
  const [isAsked, setAsked] = createSignal(false)
  const reason = (): Doubt | null => {
    if (composing.isNote()) return null
    const text = composing.text()
    const [first] = blanksIn(text)
    if (first) return { kind: 'blanks', blank: text.slice(...first) }
    const names = presence()
      .operators.filter(({ state }) => state === 'typing')
      .map(({ name }) => name)
    return names.length > 0 ? { kind: 'typing', names } : null
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
