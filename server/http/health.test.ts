import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { freeBytesAt, healthRoute } from './health'
import type { HttpRequest } from './port'

const store = { dialect: 'sqlite', head: async () => 4 } as const
const MIB = 2 ** 20

/** What is answered where so much room is left. */
async function ask(freeBytes: number, head = store.head): Promise<readonly [number, unknown]> {
  const { handler } = healthRoute({ ...store, head }, 'test', async () => freeBytes)
  const { status, body } = await handler({} as HttpRequest)
  return [status, JSON.parse(String(body)).status]
}

test('a server that keeps what it is told is healthy', async () => {
  expect(await ask(32 * MIB)).toEqual([200, 'ok'])
})

test('one whose disk is nearly full is not', async () => {
  expect(await ask(32 * MIB - 1)).toEqual([503, 'disk-full'])
})

test('nor is one whose store does not answer', async () => {
  expect(await ask(32 * MIB, () => Promise.reject(new Error('closed')))).toEqual([503, 'unavailable'])
})

test('the room on a disk is told in bytes', async () => {
  expect(await freeBytesAt(tmpdir())).toBeGreaterThan(MIB)
})
