import { expect, test } from 'vitest'
import { makeTokenKeeper } from './token-keeper'

test('[H10] a refresh token is remembered sealed, and forgotten with the account it belonged to', async () => {
  const held = new Map<string, string>()
  const memory = {
    get: async (key: string) => held.get(key) ?? null,
    set: async (key: string, value: string | null) => void (value === null ? held.delete(key) : held.set(key, value)),
  }
  const keeper = makeTokenKeeper(memory, 'first')
  expect(await keeper.get()).toBeNull()
  await keeper.set('secret-second')
  expect([...held.values()].join()).not.toContain('secret-second')
  expect(await makeTokenKeeper(memory, 'first').get()).toBe('secret-second')
  expect(await makeTokenKeeper(memory, 'another account').get()).toBeNull()
  held.set('refresh-token', 'broken')
  expect(await keeper.get()).toBeNull()
})
