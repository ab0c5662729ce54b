import { expect, test } from 'vitest'
import type { Id } from '#shared/domain/id'
import { type Change, change } from '#shared/domain/row'
import { closedEvent, dialog, message, put } from './contract-samples'
import type { Store } from './port'

const person = (id: Id, name: string, more: { phones?: string[]; emails?: string[]; peerKey?: string } = {}): Change =>
  change('contact', {
    id,
    channelId: 'channel',
    peerKey: id,
    name,
    nameBy: 'channel',
    phones: [],
    emails: [],
    origin: null,
    createdAt: 1,
    ...more,
  })

const said = (dialogId: Id, dseq: number, text: string): Change => {
  const made = message(dialogId, dseq, undefined, text)
  return made.kind === 'item' ? change('item', { ...made.row, at: dseq * 1000 }) : made
}

export function searchRules(store: () => Store): void {
  const whole = async () => {
    for (let at = -1, to = 0; at < to; ) {
      at = to
      to = await store().search.advance(3)
    }
  }
  const found = async (kind: 'item' | 'contact', ...anyOf: string[]) =>
    (await store().search.find({ kind, anyOf: anyOf.map((words) => words.split(' ')), before: null, limit: 9 })).map(({ id }) => id)

  test('[SRCH3] texts are found by parts of words, newest first, when the index has reached them', async () => {
    await put(store(), dialog('d'), said('d', 1, 'Где мой ЗАКАЗ на ёлку?'), said('d', 2, 'перезаказать можно?'), closedEvent('d', 3))
    expect(await found('item', 'заказ')).toEqual([])
    await whole()
    expect(await store().search.position()).toBe(await store().head())
    expect(await found('item', 'заказ')).toEqual(['d-2', 'd-1'])
    expect(await found('item', 'заказ елк')).toEqual(['d-1'])
    expect(await found('item', 'нет такого', 'елку')).toEqual(['d-1'])
    expect(await found('item', 'за')).toEqual([])
    expect(await found('item', '"зак" OR *')).toEqual([])
  })

  test('[L3] pages follow one another without a gap or a repeat', async () => {
    await put(store(), ...Array.from({ length: 20 }, (_, n) => said('d', n + 1, `чашка ${n}`)))
    await whole()
    const pages: Id[] = []
    for (let before: number | null = null; ; ) {
      const page = await store().search.find({ kind: 'item', anyOf: [['чашка']], before, limit: 7 })
      pages.push(...page.map(({ id }) => id))
      const last = page.at(-1)
      if (!last) break
      before = last.place
    }
    expect(pages).toEqual(Array.from({ length: 20 }, (_, n) => `d-${20 - n}`))
  })

  test('[L3] very many texts of one moment each have a place', async () => {
    const texts = Array.from({ length: 300 }, (_, n) => message('d', n + 1, undefined, `ложка ${n}`))
    await put(store(), ...texts.map((made) => (made.kind === 'item' ? change('item', { ...made.row, at: 5 }) : made)))
    await store().search.advance(1000)
    expect(await store().search.find({ kind: 'item', anyOf: [['ложка']], before: null, limit: 500 })).toHaveLength(300)
  })

  test('[SRCH2] what has changed is found by what it says now, and by nothing else', async () => {
    await put(store(), person('p', 'Анна Коваль', { phones: ['+380671234567'], emails: ['anna@shop.ua'] }), said('d', 1, 'черновик'))
    await whole()
    expect(await found('contact', '67123')).toEqual(['p'])
    expect(await found('contact', 'anna@shop')).toEqual(['p'])
    await put(store(), person('p', 'Анна Бойко'), said('d', 1, 'беловик'))
    await whole()
    expect(await found('contact', 'коваль', '67123')).toEqual([])
    expect(await found('contact', 'бойко')).toEqual(['p'])
    expect(await found('item', 'черновик')).toEqual([])
    expect(await found('item', 'беловик')).toEqual(['d-1'])
    await store().transact(async () => ({ writes: { deletions: [{ kind: 'contact', id: 'p' }] }, value: null }))
    await whole()
    expect(await found('contact', 'бойко')).toEqual([])
  })
}
