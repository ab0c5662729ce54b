import * as v from 'valibot'
import { change } from '../domain/row'
import { command, done, NOTHING, rejected } from './spec'

/** An operator takes a break from new dialogs, or is back. Everybody speaks for themselves only. */
export const setAway = command({
  args: v.object({ isAway: v.boolean() }),
  lane: () => 'operator',
  refs: () => [],
  apply({ isAway }, { world, actor }) {
    const operator = world.get('operator', actor.operatorId)
    if (!operator) return rejected('not-found')
    return (operator.isAway ?? false) === isAway ? NOTHING : done(change('operator', { ...operator, isAway }))
  },
})
