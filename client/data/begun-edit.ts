/**
 * Other words for messages of a dialog, while they are being written: kept like a note being written, on the device and the
 * same in every tab, until they are saved or given up. They are no part of the draft, so that none of them is ever sent as
 * a message of its own. They go with their dialog (EVC9), and signing out wipes them.
 */
import { type Accessor, createComputed, createMemo, createSignal, on, onCleanup } from 'solid-js'
import * as v from 'valibot'
import type { Id } from '#shared/domain/id'
import type { Link } from './link'

/** See wipe.ts. */
export const EDIT_PREFIX = 'okno.edit.'

export const BegunEdit = v.object({
  text: v.string(),
  /** What the message said when it was begun: only those words may be replaced without asking again. */
  seenText: v.string(),
})
export type BegunEdit = v.InferOutput<typeof BegunEdit>

const ByMessage = v.record(v.string(), BegunEdit)
export type BegunByMessage = Readonly<Record<Id, BegunEdit>>

export interface BegunEdits {
  readonly all: Accessor<BegunByMessage>
  /** Null: it is saved, or given up. */
  set(itemId: Id, edit: BegunEdit | null): void
}

const keyOf = (dialogId: Id) => EDIT_PREFIX + dialogId

export function createBegunEdits(link: Pick<Link, 'listen'>, dialogId: Accessor<Id>): BegunEdits {
  const key = createMemo(() => keyOf(dialogId()))
  let isErased = false
  const [stored, setStored] = createSignal(localStorage.getItem(key()))
  createComputed(on(key, (now) => setStored(localStorage.getItem(now)), { defer: true }))
  const onStored = (event: StorageEvent) => event.key === key() && setStored(event.newValue)
  window.addEventListener('storage', onStored)
  onCleanup(() => window.removeEventListener('storage', onStored))
  onCleanup(
    link.listen((message) => {
      // From here on nothing is written for this chat: a letter typed while the dialog goes would bring it back.
      if (message.t === 'erased' && message.dialogIds.includes(dialogId())) isErased = true
    }),
  )
  const all = createMemo(() => parse(stored()))
  return { all, set: (itemId, edit) => !isErased && keepBegunEdit(dialogId(), itemId, edit, all()) }
}

/** Where the chat is not open too. @param known what has been begun in the dialog before. */
export function keepBegunEdit(
  dialogId: Id,
  itemId: Id,
  edit: BegunEdit | null,
  known = parse(localStorage.getItem(keyOf(dialogId))),
): void {
  const key = keyOf(dialogId)
  const { [itemId]: _before, ...others } = known
  const next = edit ? { ...others, [itemId]: edit } : others
  const stored = Object.keys(next).length > 0 ? JSON.stringify(next) : null
  try {
    if (stored === null) localStorage.removeItem(key)
    else localStorage.setItem(key, stored)
  } catch {
    // A full device: the words stay in the field.
  }
  // The browser tells other tabs; in this one too the list and the chat look at the same edits.
  window.dispatchEvent(new StorageEvent('storage', { key, newValue: stored }))
}

function parse(stored: string | null): BegunByMessage {
  try {
    return v.parse(ByMessage, JSON.parse(stored ?? '{}'))
  } catch {
    return {}
  }
}

/** Dialogs in which an edit was begun here. */
export const begunEdits = (storage: Storage): readonly Id[] =>
  Object.keys(storage).flatMap((key) => (key.startsWith(EDIT_PREFIX) ? [key.slice(EDIT_PREFIX.length)] : []))

export const forgetBegunEdits = (storage: Storage, dialogId: Id): void => storage.removeItem(keyOf(dialogId))
