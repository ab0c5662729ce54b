/** Tags and fields of customers, defined by administrators for everybody. */
import * as v from 'valibot'
import { CustomerField, CustomerTag } from '../domain/customer-field'
import { canAdminister } from '../domain/permissions'
import { change } from '../domain/row'
import { WORKSPACE_ID, Workspace } from '../domain/workspace'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'

const lane = (): string => 'workspace'
const refs = () => [{ kind: 'workspace', id: WORKSPACE_ID }] as const

/** Adds a field, or changes the one of this id. What it is of never changes: values there are would not fit. */
export const putField = command({
  args: v.object({ field: CustomerField }),
  lane,
  refs,
  apply: ({ field }, context) =>
    revise(context, ({ customerFields = [] }) => {
      const known = customerFields.find(({ id }) => id === field.id)
      if (known && known.type !== field.type) return null
      return { customerFields: replaced(customerFields, field) }
    }),
})

export const putTag = command({
  args: v.object({ tag: CustomerTag }),
  lane,
  refs,
  apply: ({ tag }, context) => revise(context, ({ customerTags = [] }) => ({ customerTags: replaced(customerTags, tag) })),
})

const replaced = <T extends { readonly id: string }>(rows: readonly T[], row: T): T[] =>
  rows.some(({ id }) => id === row.id) ? rows.map((other) => (other.id === row.id ? row : other)) : [...rows, row]

/** @param decide null when it cannot be. */
function revise({ world, actor }: CommandContext, decide: (workspace: Workspace) => Partial<Workspace> | null): Outcome {
  if (!canAdminister(actor.role)) return rejected('forbidden')
  const workspace = world.get('workspace', WORKSPACE_ID)
  if (!workspace) return rejected('not-found')
  const decided = decide(workspace)
  const edited = decided && { ...workspace, ...decided }
  if (!v.is(Workspace, edited)) return rejected('invalid')
  return JSON.stringify(edited) === JSON.stringify(workspace) ? NOTHING : done(change('workspace', edited))
}
