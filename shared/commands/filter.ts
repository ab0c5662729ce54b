import * as v from 'valibot'
import { Id, PlainId } from '../domain/id'
import { MAX_SAVED_FILTERS, noPreferences, SavedFilter } from '../domain/preferences'
import { change } from '../domain/row'
import { command, done, NOTHING, rejected } from './spec'

const OfOperator = { operatorId: PlainId }
const lane = ({ operatorId }: { operatorId: Id }): string => `preferences/${operatorId}`
const refs = ({ operatorId }: { operatorId: Id }) => [{ kind: 'preferences', id: operatorId }] as const

/** Keeps a choice of filters under a name; the same id again replaces it. */
export const save = command({
  args: v.object({ ...OfOperator, filter: SavedFilter }),
  lane,
  refs,
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
  lane,
  refs,
  apply({ operatorId, filterId }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const known = world.get('preferences', operatorId)
    if (!known?.filters.some(({ id }) => id === filterId)) return NOTHING
    return done(change('preferences', { ...known, filters: known.filters.filter(({ id }) => id !== filterId) }))
  },
})
