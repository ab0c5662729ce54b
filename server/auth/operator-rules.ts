/** Who may change what about an operator. */
import type { Access, Operator } from '#shared/domain/operator'

export interface OperatorPatch {
  readonly name?: string | undefined
  readonly role?: 'admin' | 'operator' | undefined
  readonly isDisabled?: boolean | undefined
  readonly password?: string | undefined
  readonly access?: Omit<Access, 'epoch'> | undefined
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

export function changed(target: Operator, patch: OperatorPatch): Operator {
  const { name = target.name, role = target.role, isDisabled = target.isDisabled } = patch
  return { ...target, name, role, isDisabled, access: changedAccess(target, patch) }
}

/** A role decides about access too, so with either the number is raised and devices start their copies anew. */
function changedAccess({ role, access }: Operator, patch: OperatorPatch): Access | undefined {
  const isMoved = patch.access !== undefined || (patch.role !== undefined && patch.role !== role)
  const next = patch.access ?? access
  return isMoved && next ? { ...next, epoch: (access?.epoch ?? 0) + 1 } : access
}
