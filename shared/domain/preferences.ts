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

/** How one operator has arranged things; follows them to every device, and nobody else sees it. */
export const Preferences = v.object({
  /** The operator's. */
  id: Id,
  filters: v.pipe(v.array(SavedFilter), v.maxLength(MAX_SAVED_FILTERS)),
})
export type Preferences = v.InferOutput<typeof Preferences>

export const noPreferences = (operatorId: Id): Preferences => ({ id: operatorId, filters: [] })
