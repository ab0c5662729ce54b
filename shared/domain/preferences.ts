import * as v from 'valibot'
import { Id } from './id'

export const MAX_SAVED_FILTERS = 30
const MAX_NAME_CHARS = 40
/** Longer than any sensible choice of people and channels. */
const MAX_PARAMS_CHARS = 2000

/** A choice of filters under a name. */
export const SavedFilter = v.object({
  id: Id,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME_CHARS)),
  /** As it stands in the address of the list, without the question mark. */
  params: v.pipe(v.string(), v.maxLength(MAX_PARAMS_CHARS)),
})
export type SavedFilter = v.InferOutput<typeof SavedFilter>

export const MODIFIERS = ['alt', 'ctrl', 'ctrl-shift', 'alt-shift'] as const
export type Modifier = (typeof MODIFIERS)[number]

/** A shortcut, by the key's place, as `KeyboardEvent.code` names it. */
export const Combination = v.object({ code: v.pipe(v.string(), v.regex(/^\w{1,20}$/)), with: v.picklist(MODIFIERS) })
export type Combination = v.InferOutput<typeof Combination>

/** More than there are actions with a key. */
const MAX_OWN_KEYS = 200

/** Shortcuts that differ from those the app comes with, by action. Null: taken off its key. */
export const OwnKeys = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)), v.nullable(Combination)),
  v.check((keys) => Object.keys(keys).length <= MAX_OWN_KEYS, 'Too many keys'),
)
export type OwnKeys = v.InferOutput<typeof OwnKeys>

/** What sends: Enter, or Ctrl+Enter with Enter for a new line. */
export const SendWith = v.picklist(['enter', 'ctrl-enter'])
export type SendWith = v.InferOutput<typeof SendWith>

/** How one operator has arranged things; follows them to every device, and nobody else sees it. */
export const Preferences = v.object({
  /** The operator's. */
  id: Id,
  filters: v.pipe(v.array(SavedFilter), v.maxLength(MAX_SAVED_FILTERS)),
  /** Absent: as the app comes. */
  keys: v.optional(OwnKeys),
  sendWith: v.optional(SendWith),
})
export type Preferences = v.InferOutput<typeof Preferences>

export const noPreferences = (operatorId: Id): Preferences => ({ id: operatorId, filters: [] })
