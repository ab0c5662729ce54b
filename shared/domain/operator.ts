import * as v from 'valibot'
import { Email, PersonName } from './contact'
import { Id } from './id'

export const ROLES = ['owner', 'admin', 'operator'] as const
export const Role = v.picklist(ROLES)
export type Role = v.InferOutput<typeof Role>

/** Which dialogs an operator is shown: all, their own and those of nobody, or their own. */
export const VISIBILITIES = ['all', 'own-and-unassigned', 'own'] as const
export const Visibility = v.picklist(VISIBILITIES)
export type Visibility = v.InferOutput<typeof Visibility>

/** What narrows an operator's view. Owners and administrators see everything whatever stands here. */
export const Access = v.object({
  visibility: Visibility,
  /** Null: all channels. */
  channelIds: v.nullable(v.pipe(v.array(Id), v.maxLength(500))),
  /** Raised with every change: a device that knows another number starts its copy anew. */
  epoch: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type Access = v.InferOutput<typeof Access>

export const Operator = v.object({
  id: Id,
  name: PersonName,
  email: Email,
  role: Role,
  /** A former colleague: kept so that history still has names, cannot sign in or be assigned. */
  isDisabled: v.boolean(),
  /** Takes no new dialogs from queues, by their own word. Absent: takes them while they are here. */
  isAway: v.optional(v.boolean()),
  /** Absent: all dialogs of all channels. */
  access: v.optional(Access),
})
export type Operator = v.InferOutput<typeof Operator>
