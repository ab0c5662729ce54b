import { describe, expect, test, vi } from 'vitest'
import type { Actor } from '#shared/commands/spec'
import { change } from '#shared/domain/row'
import { dialogRows, messageRow, NOON, OLGA } from '../parts-fixture'
import { makeServer } from './session-fixture'

const OWN: Actor = { operatorId: 'pavel', role: 'operator', name: 'Павел', access: { visibility: 'own', channelIds: null, epoch: 0 } }

async function makeHistory() {
  const server = await makeServer()
  const said = (dialogId: string, dseq: number, text: string) => messageRow(dialogId, dseq, { text, at: NOON + dseq * 1000 })
  const contactOf = (id: string, name: string, phones: string[] = []) => {
    const [made, dialog] = dialogRows(id, {
      assigneeId: id === 'his' ? 'pavel' : null,
      lastSeq: 3,
      updatedAt: NOON + (id === 'his' ? 5 : 1),
    })
    return made?.kind === 'contact' && dialog ? [change('contact', { ...made.row, name, phones }), dialog] : []
  }
  await server.put(
    ...contactOf('his', 'Анна Коваль', ['+380671234567']),
    ...contactOf('other', 'Анна Бойко'),
    said('his', 1, 'Привет, где мой заказ?'),
    said('his', 2, `${'слово '.repeat(100)}заказ ${'слово '.repeat(100)}`),
    said('other', 1, 'Чужой заказ, привет'),
    change('item', { id: 'n', dialogId: 'his', dseq: 3, at: NOON, kind: 'note', authorId: 'olga', text: 'заказ горит', deleted: false }),
  )
  return server
}

async function search(server: Awaited<ReturnType<typeof makeServer>>, actor: Actor, text: string, after: number | null = null) {
  const device = server.connect(actor)
  device.hello()
  await device.nth('WELCOME')
  device.say('SEARCH', { rid: 7, text, after })
  const { head } = await device.nth('SEARCH_RES')
  device.hangUp()
  return head
}

describe('a search in the full history', () => {
  test('[L3] finds messages, notes and people, newest first, with what matched marked', async () => {
    const server = await makeHistory()
    const { hits, next, isWhole } = await search(server, OLGA, 'заказ')
    expect(isWhole).toBe(true)
    expect(next).toBeNull()
    expect(hits[0]?.itemId).toBe('his-2')
    expect(hits.map(({ itemId }) => itemId).sort()).toEqual(['his-1', 'his-2', 'n', 'other-1'])
    expect(hits.at(-1)?.itemId).toBe('n')
    for (const { text, marks } of hits) {
      expect(text.length).toBeLessThan(260)
      expect(marks.map(([from, to]) => text.slice(from, to).toLowerCase())).toEqual(['заказ'])
    }
    expect(hits[0]).toMatchObject({ dialogId: 'his', dseq: 2, kind: 'message', name: 'Анна Коваль' })
  })

  test('[L3] finds what was typed on the wrong keyboard, and phones in any writing', async () => {
    const server = await makeHistory()
    expect((await search(server, OLGA, 'ghbdtn')).hits.map(({ itemId }) => itemId).sort()).toEqual(['his-1', 'other-1'])
    for (const phone of ['067 123 45 67', '+38 (067) 123-45-67', '1234567'])
      expect((await search(server, OLGA, phone)).hits).toMatchObject([{ kind: 'contact', dialogId: 'his', text: '+380671234567' }])
  })

  test('[SRCH1] shows nothing of what the viewer may not see', async () => {
    const server = await makeHistory()
    for (const text of ['заказ', 'привет', 'анна']) {
      const { hits, next } = await search(server, OWN, text)
      expect(hits.length).toBeGreaterThan(0)
      expect(new Set(hits.map(({ dialogId }) => dialogId))).toEqual(new Set(['his']))
      expect(next).toBeNull()
    }
    expect(await search(server, OWN, 'чужой')).toMatchObject({ hits: [], next: null })
    expect(await search(server, OWN, 'бойко')).toMatchObject({ hits: [], next: null })
  })

  test('[L3] on a full disk finds what was there before, and says that it is not all', async () => {
    const server = await makeHistory()
    await search(server, OLGA, 'заказ')
    vi.spyOn(server.store.search, 'advance').mockRejectedValue(new Error('The disk is full'))
    const device = server.connect(OLGA)
    device.hello()
    await device.nth('WELCOME')
    device.say('SEARCH', { rid: 7, text: 'чужой', after: null })
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(device.closed()).toBeNull()
    expect((await device.nth('SEARCH_RES')).head).toMatchObject({ hits: [{ itemId: 'other-1' }], isWhole: false })
  })

  test('[L3] very many hits come by the page, each once', async () => {
    const server = await makeHistory()
    await server.put(...Array.from({ length: 100 }, (_, n) => messageRow('other', n + 10, { text: `чай ${n}`, at: NOON + n * 1000 })))
    const seen: (string | null)[] = []
    let after: number | null = null
    do {
      const { hits, next } = await search(server, OLGA, 'чай', after)
      seen.push(...hits.map(({ itemId }) => itemId))
      after = next
    } while (after !== null)
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => `other-${109 - n}`))
  })

  test('[L3] what makes no sense to a search finds nothing and harms nothing', async () => {
    const server = await makeHistory()
    for (const text of ['', '   ', '"', 'a" OR "b', '*', 'за', '\u0000', '🙂🙂🙂'])
      expect((await search(server, OLGA, text)).hits).toEqual([])
    expect(server.errors).toEqual([])
  })
})
