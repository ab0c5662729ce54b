/** Keys as this operator has arranged them on this device. */
import { createSignal } from 'solid-js'
import * as v from 'valibot'

const Keys = v.record(
  v.string(),
  v.nullable(v.object({ code: v.pipe(v.string(), v.regex(/^\w{1,20}$/)), with: v.picklist(['alt', 'ctrl', 'ctrl-shift', 'alt-shift']) })),
)
/** Null: taken off its key. Absent: as it comes. */
export type OwnKeys = v.InferOutput<typeof Keys>

const KEYS = 'okno.keys'
const SEND = 'okno.send-with'

const [keys, setKeys] = createSignal<OwnKeys>(read())
export const ownKeys = keys

export function changeKeys(next: OwnKeys): void {
  localStorage.setItem(KEYS, JSON.stringify(next))
  setKeys(next)
}

function read(): OwnKeys {
  try {
    const parsed = v.safeParse(Keys, JSON.parse(globalThis.localStorage?.getItem(KEYS) ?? '{}'))
    return parsed.success ? parsed.output : {}
  } catch {
    return {}
  }
}

/** What sends: Enter, or Ctrl+Enter with Enter for a new line. */
export type SendWith = 'enter' | 'ctrl-enter'

const [sending, setSending] = createSignal<SendWith>(globalThis.localStorage?.getItem(SEND) === 'ctrl-enter' ? 'ctrl-enter' : 'enter')
export const sendWith = sending

export function changeSendWith(next: SendWith): void {
  localStorage.setItem(SEND, next)
  setSending(next)
}
