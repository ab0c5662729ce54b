import * as v from 'valibot'
import { canAdminister } from '../domain/permissions'
import { change } from '../domain/row'
import { WORKSPACE_ID } from '../domain/workspace'
import { command, done, NOTHING, rejected } from './spec'

/** Settings that hold for everybody; changed by administrators. */
export const set = command({
  args: v.object({ guardsReplies: v.boolean() }),
  lane: () => 'workspace',
  refs: () => [{ kind: 'workspace', id: WORKSPACE_ID }],
  apply({ guardsReplies }, { world, actor }) {
    if (!canAdminister(actor.role)) return rejected('forbidden')
    const workspace = world.get('workspace', WORKSPACE_ID)
    if (!workspace) return rejected('not-found')
    return workspace.guardsReplies === guardsReplies ? NOTHING : done(change('workspace', { ...workspace, guardsReplies }))
  },
})
