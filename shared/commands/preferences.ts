import * as v from 'valibot'
import { type Id, PlainId } from '../domain/id'
import { noPreferences, OwnKeys, SendWith } from '../domain/preferences'
import { change } from '../domain/row'
import { command, done, rejected } from './spec'

export const OfOperator = { operatorId: PlainId }
export const preferencesLane = ({ operatorId }: { operatorId: Id }): string => `preferences/${operatorId}`
export const preferencesRef = ({ operatorId }: { operatorId: Id }) => [{ kind: 'preferences', id: operatorId }] as const

/** What is given stands from now on; the rest stays as it was arranged. */
export const set = command({
  args: v.object({ ...OfOperator, keys: v.optional(OwnKeys), sendWith: v.optional(SendWith) }),
  lane: preferencesLane,
  refs: preferencesRef,
  apply({ operatorId, keys, sendWith }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const known = world.get('preferences', operatorId) ?? noPreferences(operatorId)
    return done(change('preferences', { ...known, ...(keys ? { keys } : {}), ...(sendWith ? { sendWith } : {}) }))
  },
})
