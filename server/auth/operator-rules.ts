/** Who may change what about an operator. */
import type { Operator } from '#shared/domain/operator'

export interface OperatorPatch {
  readonly name?: string | undefined
  readonly role?: 'admin' | 'operator' | undefined
  readonly isDisabled?: boolean | undefined
  readonly password?: string | undefined
}

/**
 * The caller is known to be an administrator. The owner stays the owner and is changed by nobody else; nobody locks
 * themselves out.
 */
export function mayChange(caller: Pick<Operator, 'id'>, target: Operator, patch: OperatorPatch): boolean {
  const isOwn = caller.id === target.id
  if (target.role === 'owner' && !isOwn) return false
  const losesGround = patch.isDisabled === true || (patch.role !== undefined && patch.role !== target.role)
  return !(isOwn && losesGround)
}

export const changed = (target: Operator, { name, role, isDisabled }: OperatorPatch): Operator => ({
  ...target,
  name: name ?? target.name,
  role: role ?? target.role,
  isDisabled: isDisabled ?? target.isDisabled,
})
