import { describe, expect, test } from 'vitest'
import type { SignedIn } from '../auth/who'
import type { HttpRequest } from '../http/port'
import { makeParts, OLGA, PAVEL } from '../parts-fixture'
import { historyRoute } from './history-route'
import { REMARK } from './hub-fixture'

async function makeHistory(caller: typeof OLGA | null) {
  const { store, write } = await makeParts()
  const version = { doc: REMARK, n: 1, startedAt: 1, at: 2, authors: ['olga', null], text: 'Любит синее' }
  await write({ projections: [{ doc: REMARK, upTo: 1, version }] })
  const route = historyRoute({
    store,
    // The route looks at the actor alone.
    who: {
      operator: async () => (caller ? ({ actor: caller } as SignedIn) : null),
      program: async () => null,
      isRevoked: async () => false,
    },
    seesDocument: ({ operatorId }) => operatorId === OLGA.operatorId,
  })
  return async (document: string) => {
    const { status, body } = await route.handler({ params: { document } } as unknown as HttpRequest)
    return { status, body: JSON.parse(String(body)) as unknown }
  }
}

describe('[HIS1] the history of a document', () => {
  test('is told to whoever may see the document', async () => {
    const read = await makeHistory(OLGA)
    expect(await read(REMARK)).toEqual({
      status: 200,
      body: { versions: [{ n: 1, startedAt: 1, at: 2, authors: ['olga', null], text: 'Любит синее' }] },
    })
  })

  test('[I1] is not there for others, for strangers, or for what is no document', async () => {
    expect((await (await makeHistory(PAVEL))(REMARK)).status).toBe(404)
    expect((await (await makeHistory(null))(REMARK)).status).toBe(401)
    expect((await (await makeHistory(OLGA))('../../etc')).status).toBe(404)
  })
})
