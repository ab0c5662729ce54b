import * as v from 'valibot'
import { Id } from '../domain/id'
import { MAX_SAVED_FILTERS, noPreferences, SavedFilter } from '../domain/preferences'
import { change } from '../domain/row'
import { OfOperator, preferencesLane, preferencesRef } from './preferences'
import { command, done, NOTHING, rejected } from './spec'

/** Keeps a choice of filters under a name; the same id again replaces it. */
export const save = command({
  args: v.object({ ...OfOperator, filter: SavedFilter }),
  lane: preferencesLane,
  refs: preferencesRef,
  apply({ operatorId, filter }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const known = world.get('preferences', operatorId) ?? noPreferences(operatorId)
    const isNew = !known.filters.some(({ id }) => id === filter.id)
    if (isNew && known.filters.length >= MAX_SAVED_FILTERS) return rejected('invalid')
    const filters = isNew ? [...known.filters, filter] : known.filters.map((other) => (other.id === filter.id ? filter : other))
    return done(change('preferences', { ...known, filters }))
  },
})

export const remove = command({
  args: v.object({ ...OfOperator, filterId: Id }),
  lane: preferencesLane,
  refs: preferencesRef,
  apply({ operatorId, filterId }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const known = world.get('preferences', operatorId)
    if (!known?.filters.some(({ id }) => id === filterId)) return NOTHING
    return done(change('preferences', { ...known, filters: known.filters.filter(({ id }) => id !== filterId) }))
  },
})
