import { expect, test } from 'vitest'
import type { Operator } from '#shared/domain/operator'
import { makeParts, NOON } from '../parts-fixture'
import { hashToken } from './token'
import { makeWho } from './who'

const operator: Operator = { id: 'olga', name: 'Ольга', role: 'operator', email: 'olga@example.com', isDisabled: false }

test('whoever is signed in goes on reading though that they were seen cannot be written down', async () => {
  const { accounts } = (await makeParts()).store
  await accounts.addSession({ tokenHash: hashToken('token'), operatorId: 'olga', deviceName: '', createdAt: NOON, seenAt: NOON })
  const full = { ...accounts, touchSession: () => Promise.reject(new Error('The disk is full')) }
  const who = makeWho({ accounts: full, operatorOf: () => operator, clock: () => NOON + 3_600_000 })
  const request = { header: (name: string) => (name === 'cookie' ? 'okno_session=token' : undefined) }
  expect((await who.operator(request))?.operator.id).toBe('olga')
})
