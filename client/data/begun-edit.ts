/**
 * Other words for messages of a dialog, while they are being written: kept like a note being written, on the device and the
 * same in every tab, until they are saved or given up. They are no part of the draft, so that none of them is ever sent as
 * a message of its own. They go with their dialog (EVC9), and signing out wipes them.
 */
import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import * as v from 'valibot'
import type { Id } from '#shared/domain/id'
import { moveKept, tellThisTab } from './kept-in-tabs'
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

const NONE: BegunByMessage = {}

/** What is being changed in any dialog: followed once for every row of the list and for the chat. */
export function followBegunEdits(link: Pick<Link, 'listen'>): (dialogId: Id) => BegunByMessage {
  const [all, setAll] = createSignal(new Map(begunEdits(localStorage).map((id) => [id, parse(localStorage.getItem(keyOf(id)))])))
  const onStored = ({ key, newValue }: StorageEvent) => {
    if (key?.startsWith(EDIT_PREFIX)) setAll((known) => new Map(known).set(key.slice(EDIT_PREFIX.length), parse(newValue)))
  }
  window.addEventListener('storage', onStored)
  onCleanup(() => window.removeEventListener('storage', onStored))
  onCleanup(
    link.listen((message) => {
      if (message.t === 'erased') setAll((known) => new Map([...known].filter(([id]) => !message.dialogIds.includes(id))))
    }),
  )
  return (dialogId) => all().get(dialogId) ?? NONE
}

export function createBegunEdits(link: Pick<Link, 'listen'>, edits: (dialogId: Id) => BegunByMessage, dialogId: Accessor<Id>): BegunEdits {
  let isErased = false
  onCleanup(
    link.listen((message) => {
      // From here on nothing is written for this chat: a letter typed while the dialog goes would bring it back.
      if (message.t === 'erased' && message.dialogIds.includes(dialogId())) isErased = true
    }),
  )
  const all = createMemo(() => edits(dialogId()))
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
  // In this tab too the list and the chat look at the same edits.
  tellThisTab(key, stored)
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

/** Of one message what is being changed there already stays. */
export function moveBegunEdits(storage: Storage, from: Id, to: Id): void {
  const begun = storage.getItem(keyOf(from))
  if (begun === null) return
  const value = JSON.stringify({ ...parse(begun), ...parse(storage.getItem(keyOf(to))) })
  moveKept(storage, keyOf(from), { key: keyOf(to), value })
}
