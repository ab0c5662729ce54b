import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { noteDocument } from '#shared/domain/document'
import { change } from '#shared/domain/row'
import { NOON } from '../parts-fixture'
import { decode } from './decode'
import { makeHub, REMARK, textOf, written } from './hub-fixture'
import { createUpkeep } from './upkeep'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

async function makeUpkeep() {
  const parts = await makeHub()
  await parts.found()
  const errors: unknown[] = []
  /** As another process would, over what is stored. */
  const begin = (store = parts.store) =>
    createUpkeep({
      store,
      committer: parts.committer,
      operators: () => parts.roster.list('operator'),
      decode: async (request) => decode(request),
      onError: (error) => errors.push(error),
    })
  const upkeep = begin()
  parts.onCommit(({ rows }) => upkeep.committed(rows))
  const rowOf = async (doc: string) => {
    const row = await parts.row('document', doc)
    return row && { text: row.text, state: textOf([Buffer.from(row.state, 'base64')]) }
  }
  return {
    ...parts,
    upkeep,
    begin,
    errors,
    rowOf,
    /** The pause after typing passes, the rest after the look before it on a slow machine, and what follows from them. */
    async pause() {
      await pass(300)
      await pass(3000)
    },
    idle: () => pass(30_000),
  }
}

async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

const note = (dseq: number, text = '', deleted = false) =>
  change('item', { id: 'n', dialogId: 'd', dseq, at: NOON, kind: 'note', authorId: 'olga', text, deleted })

describe('what follows an update', () => {
  test('the document is a row for every device, once for a burst of typing', async () => {
    const { push, upkeep, pause, rowOf, commits } = await makeUpkeep()
    const doc = new Y.Doc()
    for (const letter of 'Привет') {
      const before = Y.encodeStateVector(doc)
      doc.getText('text').insert(doc.getText('text').length, letter)
      await push(Y.encodeStateAsUpdate(doc, before))
      upkeep.touched(REMARK)
    }
    const count = commits.length
    expect(await rowOf(REMARK)).toBeUndefined()
    await pause()
    expect(await rowOf(REMARK)).toEqual({ text: 'Привет', state: 'Привет' })
    expect(commits).toHaveLength(count + 1)
  })

  test('a note’s text stands in the timeline, in whichever order text and place come', async () => {
    const doc = noteDocument('d', 'n')
    for (const isTextFirst of [true, false]) {
      const { push, put, upkeep, pause, row } = await makeUpkeep()
      if (!isTextFirst) await put(note(1))
      await push(written('скидка'), { doc })
      upkeep.touched(doc)
      if (isTextFirst) {
        await pause()
        await put(note(1))
      }
      await pause()
      expect(await row('item', 'n')).toMatchObject({ text: 'скидка' })
    }
  })

  test('a text that came before its note’s place is remembered by whoever comes after a process that died', async () => {
    const doc = noteDocument('d', 'n')
    const { push, put, upkeep, begin, pause, row, rowOf } = await makeUpkeep()
    await push(written('скидка'), { doc })
    upkeep.touched(doc)
    await pause()
    await put(note(1))
    // Killed here: the timer that the place set is gone, and the next process looks for what is undone.
    vi.clearAllTimers()
    await begin().start()
    await pause()
    expect(await row('item', 'n')).toMatchObject({ text: 'скидка' })
    expect(await rowOf(doc)).toEqual({ text: 'скидка', state: 'скидка' })
  })

  test('a removed note stays without its text', async () => {
    const doc = noteDocument('d', 'n')
    const { push, put, upkeep, pause, row } = await makeUpkeep()
    await put(note(1, '', true))
    await push(written('скидка'), { doc })
    upkeep.touched(doc)
    await pause()
    expect(await row('item', 'n')).toMatchObject({ text: '', deleted: true })
  })

  test('a blank note without a document leads to nothing, and to no circle', async () => {
    const { put, pause, commits, errors } = await makeUpkeep()
    await put(note(1))
    const count = commits.length
    for (let round = 0; round < 3; round += 1) await pause()
    expect(commits).toHaveLength(count)
    expect(errors).toEqual([])
  })

  test('many updates become one, with the same text, and what comes after is kept', async () => {
    const { push, upkeep, pause, store, stored } = await makeUpkeep()
    const doc = new Y.Doc()
    const type = async (letter: string) => {
      const before = Y.encodeStateVector(doc)
      doc.getText('text').insert(doc.getText('text').length, letter)
      await push(Y.encodeStateAsUpdate(doc, before))
    }
    for (let n = 0; n < 120; n += 1) await type(String(n % 10))
    upkeep.touched(REMARK)
    await pause()
    expect((await store.documents([REMARK])).get(REMARK)?.updates).toHaveLength(1)
    await type('!')
    expect(await stored()).toBe(doc.getText('text').toString())
    expect(await stored()).toMatch(/!$/)
  })

  test('[CMP1] is folded when nobody has written for a while, or when it is heavy, and never loses what comes meanwhile', async () => {
    const { push, upkeep, pause, store, stored, idle } = await makeUpkeep()
    const count = async () => (await store.documents([REMARK])).get(REMARK)?.updates.length
    await push(written('а'))
    await push(written('б'))
    upkeep.touched(REMARK)
    await pause()
    expect(await count()).toBe(2)
    await idle()
    expect(await count()).toBe(1)
    for (let n = 0; n < 2; n += 1) await push(written('x'.repeat(40_000)))
    upkeep.touched(REMARK)
    await pause()
    expect(await count()).toBe(1)
    expect((await stored()).length).toBe(80_002)
  })

  test('[CMP2] is not folded when it cannot be read', async () => {
    const parts = await makeUpkeep()
    const { committer, store } = parts
    const broken = createUpkeep({ store, committer, operators: () => [], decode: async () => ({ ok: false }), onError: () => undefined })
    for (let n = 0; n < 120; n += 1) await parts.push(written('x'))
    broken.touched(REMARK)
    await parts.pause()
    expect((await store.documents([REMARK])).get(REMARK)?.updates).toHaveLength(120)
  })

  test('[CMP1] killed between the rows and the folding, it goes on where it stood', async () => {
    const parts = await makeUpkeep()
    const { store } = parts
    const dying = parts.begin({ ...store, compactDocument: () => Promise.reject(new Error('killed')) })
    for (let n = 0; n < 120; n += 1) await parts.push(written('x'))
    dying.touched(REMARK)
    await parts.pause()
    await parts.push(written('!'))
    // The next process is told by the store, not by an edit.
    await parts.upkeep.start()
    await parts.pause()
    expect((await store.documents([REMARK])).get(REMARK)?.updates).toHaveLength(1)
    expect((await parts.rowOf(REMARK))?.text).toHaveLength(121)
    expect((await store.documentVersions(REMARK, 9)).map(({ authors }) => authors)).toEqual([['olga']])
  })

  test('[HIS1] versions say who wrote when; one sitting is one version, another person or a later hour another', async () => {
    const { push, upkeep, pause, store, time } = await makeUpkeep()
    const doc = new Y.Doc()
    const write = async (authorId: string, text: string) => {
      const before = Y.encodeStateVector(doc)
      doc.getText('text').insert(doc.getText('text').length, text)
      await push(Y.encodeStateAsUpdate(doc, before), { authorId })
      upkeep.touched(REMARK)
      await pause()
    }
    await write('olga', 'Позвонить')
    time.now += 1000
    await write('olga', ' в среду')
    time.now += 1000
    await write('pavel', ', после двух')
    time.now += 3_600_000
    await write('pavel', '!')
    const versions = await store.documentVersions(REMARK, 9)
    expect(versions.map(({ n, authors, text }) => [n, authors, text])).toEqual([
      [3, ['pavel'], 'Позвонить в среду, после двух!'],
      [2, ['pavel'], 'Позвонить в среду, после двух'],
      [1, ['olga'], 'Позвонить в среду'],
    ])
    expect(versions.map(({ startedAt, at }) => at - startedAt)).toEqual([0, 0, 1000])
  })

  test('[MEN2] a note that names a colleague calls them into the dialog, once, and not whoever wrote it', async () => {
    const doc = noteDocument('d', 'n')
    const { push, put, upkeep, pause, row } = await makeUpkeep()
    await put(note(1))
    const text = new Y.Doc()
    const write = async (added: string) => {
      const before = Y.encodeStateVector(text)
      text.getText('text').insert(text.getText('text').length, added)
      await push(Y.encodeStateAsUpdate(text, before), { doc })
      upkeep.touched(doc)
      await pause()
    }
    await write('@Павел, глянь. Я, @Ольга, не успеваю')
    expect(await row('item', 'n')).toMatchObject({ mentions: ['pavel', 'olga'] })
    const dialog = await row('dialog', 'd')
    expect(dialog?.mentioned).toEqual(['pavel'])
    if (dialog) await put(change('dialog', { ...dialog, mentioned: [] }))
    await write(' сегодня')
    expect((await row('dialog', 'd'))?.mentioned).toEqual([])
  })

  test('a document that does not decode keeps its last good copy, and the next one is looked after', async () => {
    const parts = await makeUpkeep()
    const { committer, store } = parts
    const broken = createUpkeep({ store, committer, operators: () => [], decode: async () => ({ ok: false }), onError: () => undefined })
    await parts.push(written('x'))
    broken.touched(REMARK)
    await parts.pause()
    expect(await parts.rowOf(REMARK)).toBeUndefined()
    parts.upkeep.touched(REMARK)
    await parts.pause()
    expect(await parts.rowOf(REMARK)).toMatchObject({ text: 'x' })
  })

  test('a stop loses nothing: what was due is done before it', async () => {
    const { push, upkeep, rowOf, pause, commits } = await makeUpkeep()
    await push(written('Привет'))
    upkeep.touched(REMARK)
    await upkeep.close()
    expect(await rowOf(REMARK)).toEqual({ text: 'Привет', state: 'Привет' })
    const count = commits.length
    upkeep.touched(REMARK)
    await pause()
    expect(commits).toHaveLength(count)
  })
})
