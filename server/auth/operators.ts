/** Colleagues: made, changed and disabled by administrators. Nobody is deleted: history keeps its names. */
import * as v from 'valibot'
import { Email, PersonName } from '#shared/domain/contact'
import { type Id, newId } from '#shared/domain/id'
import { type Operator, Access as OperatorAccess } from '#shared/domain/operator'
import { change } from '#shared/domain/row'
import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS } from '../config'
import { fail, json, readJson } from '../http/answers'
import type { Route } from '../http/listen'
import type { StoreReader } from '../store/port'
import { type Access, administrator } from './access'
import { changed, mayChange, type OperatorPatch } from './operator-rules'
import { hashPassword } from './password'

const Password = v.pipe(v.string(), v.minLength(MIN_PASSWORD_CHARS), v.maxLength(MAX_PASSWORD_CHARS))
const AppointedRole = v.picklist(['admin', 'operator'])

const NewOperator = v.object({ name: PersonName, email: Email, password: Password, role: AppointedRole })
const Patch = v.object({
  name: v.optional(PersonName),
  role: v.optional(AppointedRole),
  isDisabled: v.optional(v.boolean()),
  password: v.optional(Password),
  access: v.optional(v.omit(OperatorAccess, ['epoch'])),
})

export function operatorRoutes(access: Access): Route[] {
  const { who, roster } = access
  return [
    { method: 'GET', path: '/api/operators', handler: administrator(who, () => json({ operators: roster.list('operator') })) },
    {
      method: 'POST',
      path: '/api/operators',
      handler: administrator(who, async (request) => {
        const body = await readJson(request, NewOperator)
        if (!body.ok) return body.answer
        const { name, email, role, password } = body.value
        const operator = await addOperator(access, { id: newId(), name, email, role, isDisabled: false }, password)
        return operator ? json(operator, 201) : fail(409, 'conflict', 'Somebody has this e-mail already')
      }),
    },
    {
      method: 'PATCH',
      path: '/api/operators/:id',
      handler: administrator(who, async (request, { operator: caller }) => {
        const body = await readJson(request, Patch)
        if (!body.ok) return body.answer
        const outcome = await changeOperator(access, { caller, id: request.params.id ?? '', patch: body.value })
        if (outcome === 'not-found') return fail(404, 'not-found', 'There is no such operator')
        return outcome === 'forbidden' ? fail(403, 'forbidden', 'This operator cannot be changed so by you') : json(outcome)
      }),
    },
  ]
}

/** @returns null when the e-mail is taken. */
export async function addOperator(access: Access, operator: Operator, password: string): Promise<Operator | null> {
  const passwordHash = await hashPassword(password)
  const { value: isAdded } = await access.commit(async (tx) => {
    const isTaken = (await operators(tx)).some(({ email }) => email === operator.email)
    return isTaken ? { writes: {}, value: false } : { writes: { changes: [change('operator', operator)] }, value: true }
  })
  if (!isAdded) return null
  // Second: only the commit decides whose the e-mail is. A crash in between is mended by setting a password.
  await access.accounts.put({ operatorId: operator.id, email: operator.email, passwordHash })
  return operator
}

type Changed = Operator | 'not-found' | 'forbidden'

async function changeOperator(access: Access, { caller, id, patch }: { caller: Operator; id: Id; patch: OperatorPatch }): Promise<Changed> {
  const { value: outcome } = await access.commit<Changed>(async (tx) => {
    const target = (await operators(tx)).find((operator) => operator.id === id)
    if (!target) return { writes: {}, value: 'not-found' }
    if (!mayChange(caller, target, patch)) return { writes: {}, value: 'forbidden' }
    const next = changed(target, patch)
    return { writes: { changes: [change('operator', next)] }, value: next }
  })
  if (typeof outcome === 'string') return outcome
  if (patch.password !== undefined) {
    await access.accounts.put({ operatorId: id, email: outcome.email, passwordHash: await hashPassword(patch.password) })
  }
  // Their own new password leaves the caller signed in where they are.
  if (outcome.isDisabled || (patch.password !== undefined && caller.id !== id)) await endAllSessions(access, id, outcome.isDisabled)
  else if (patch.role !== undefined || patch.access !== undefined) access.onRoleChanged(id)
  return outcome
}

/** @param isRevoked a former colleague keeps nothing; a new password alone only asks for it. */
async function endAllSessions({ accounts, onEnded, clock }: Access, operatorId: Id, isRevoked: boolean): Promise<void> {
  for (const { tokenHash } of await accounts.sessions(operatorId))
    await (isRevoked ? accounts.revokeSession(tokenHash, clock()) : accounts.removeSession(tokenHash))
  onEnded({ operatorId }, isRevoked)
}

async function operators(tx: StoreReader): Promise<Operator[]> {
  // Rows of this kind are operators: the store gives back what was written.
  return (await tx.all('operator')).map((stored) => stored.row as Operator)
}
