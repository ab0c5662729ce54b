import * as v from 'valibot'
import { Email, PersonName } from './contact'
import { Id } from './id'

export const ROLES = ['owner', 'admin', 'operator'] as const
export const Role = v.picklist(ROLES)
export type Role = v.InferOutput<typeof Role>

export const Operator = v.object({
  id: Id,
  name: PersonName,
  email: Email,
  role: Role,
  /** A former colleague: kept so that history still has names, cannot sign in or be assigned. */
  isDisabled: v.boolean(),
})
export type Operator = v.InferOutput<typeof Operator>
