/** Keys as this operator has arranged them, on whichever device; read here by what has no data at hand. */
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { OwnKeys, Preferences, SendWith } from '#shared/domain/preferences'

const [keys, setKeys] = createSignal<OwnKeys>({})
const [sending, setSending] = createSignal<SendWith>('enter')
export const ownKeys = keys
export const sendWith = sending

/** While the owner lives the keys are this operator's; after that they are as they come. */
export function followKeys(preferences: Accessor<Preferences>): void {
  createEffect(() => {
    setKeys(preferences().keys ?? {})
    setSending(preferences().sendWith ?? 'enter')
  })
  onCleanup(() => {
    setKeys({})
    setSending('enter')
  })
}
