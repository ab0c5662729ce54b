import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES, noteDocument, sharedDraftDocument } from '#shared/domain/document'
import { change } from '#shared/domain/row'
import { dialogRows } from '../parts-fixture'
import { isEmptyUpdate } from './hub'
import { makeEditor, makeHub, REMARK, textOf, written } from './hub-fixture'
import { encodeAwareness } from './messages'

const EMPTY_VECTOR = Y.encodeStateVector(new Y.Doc())

describe('a document', () => {
  test('[DOC1][I3] is acknowledged and shown to others only after the commit', async () => {
    let letThrough = () => undefined as unknown
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    let isGated = false
    const { hub, push, found, stored } = await makeHub({
      wrap: (store) => ({
        async transact(work) {
          if (isGated) await gate
          return store.transact(work)
        },
      }),
    })
    await found()
    isGated = true
    const pavel = makeEditor('pavel')
    hub.open(REMARK, pavel)
    let isAcknowledged = false
    const pushed = push(written('Привет')).finally(() => {
      isAcknowledged = true
    })
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect({ isAcknowledged, heard: pavel.heard }).toEqual({ isAcknowledged: false, heard: [] })
    letThrough()
    expect(await pushed).toEqual({ ok: true })
    expect(pavel.heard).toHaveLength(1)
    expect(await stored()).toBe('Привет')
  })

  test('that could not be committed is neither acknowledged nor shown', async () => {
    let isBroken = false
    const { hub, push, found } = await makeHub({
      wrap: (store) => ({ transact: (work) => (isBroken ? Promise.reject(new Error('disk')) : store.transact(work)) }),
    })
    await found()
    isBroken = true
    const pavel = makeEditor('pavel')
    hub.open(REMARK, pavel)
    await expect(push(written('Привет'))).rejects.toThrow('disk')
    expect(pavel.heard).toEqual([])
  })

  test('[DOC2] that changes while it is being opened is whole for whoever opens it', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const { hub, push, found } = await makeHub()
      await found()
      const pavel = makeEditor('pavel')
      const pushing = push(written('Привет'))
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      const opened = hub.open(REMARK, pavel)
      const read = (await opened.compare(EMPTY_VECTOR)).missing
      await pushing
      const live = pavel.heard.flatMap((message) => (message.kind === 'update' ? [message.bytes] : []))
      expect({ turns, text: textOf([read, ...live]) }).toEqual({ turns, text: 'Привет' })
    }
  })

  test('is never answered empty when it is not: a peer gets exactly what it lacks', async () => {
    const { hub, push, found } = await makeHub()
    await found()
    await push(written('Привет'))
    const opened = hub.open(REMARK, makeEditor('pavel'))
    const all = (await opened.compare(EMPTY_VECTOR)).missing
    expect(textOf([all])).toBe('Привет')
    const held = new Y.Doc()
    Y.applyUpdate(held, all)
    expect(isEmptyUpdate((await opened.compare(Y.encodeStateVector(held))).missing)).toBe(true)
    expect((await opened.compare(EMPTY_VECTOR)).stateVector).toEqual(Y.encodeStateVector(held))
  })

  test('nobody has written in is empty', async () => {
    const { hub } = await makeHub()
    const opened = hub.open(REMARK, makeEditor('pavel'))
    expect(isEmptyUpdate((await opened.compare(EMPTY_VECTOR)).missing)).toBe(true)
  })

  test('a deletion reaches whoever has an equal state vector', async () => {
    const { hub, push, found } = await makeHub()
    await found()
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'Привет')
    await push(Y.encodeStateAsUpdate(doc))
    const vector = Y.encodeStateVector(doc)
    doc.getText('text').delete(0, 3)
    expect(Y.encodeStateVector(doc)).toEqual(vector)
    await push(Y.encodeStateAsUpdate(doc, vector))
    const missing = (await hub.open(REMARK, makeEditor('pavel')).compare(vector)).missing
    expect(isEmptyUpdate(missing)).toBe(false)
    Y.applyUpdate(doc, missing)
    expect(doc.getText('text').toString()).toBe('вет')
  })

  test('[I4] the same update twice is stored once, and acknowledged twice', async () => {
    const { push, found, store } = await makeHub()
    await found()
    const bytes = written('Привет')
    expect(await push(bytes, { updateId: 'u' })).toEqual({ ok: true })
    expect(await push(bytes, { updateId: 'u' })).toEqual({ ok: true })
    expect((await store.documents([REMARK])).get(REMARK)?.updates).toHaveLength(1)
  })
})

describe('typing of many in one document', () => {
  test('is one row of each author and one message for whoever reads, however many letters wait for the commit', async () => {
    const { hub, found, push, store, stored } = await makeHub()
    await found()
    const reader = makeEditor('reader')
    hub.open(REMARK, reader)
    const doc = new Y.Doc()
    const letters: Uint8Array[] = []
    doc.on('update', (bytes: Uint8Array) => letters.push(bytes))
    for (const letter of 'Привет') doc.getText('text').insert(doc.getText('text').length, letter)
    const outcomes = await Promise.all(letters.map((bytes, n) => push(bytes, { authorId: n < 3 ? 'olga' : 'pavel' })))
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect((await store.documents([REMARK])).get(REMARK)?.by.map(({ authorId }) => authorId)).toEqual(['olga', 'pavel'])
    expect([reader.heard.length, await stored()]).toEqual([1, 'Привет'])
  })

  test('of whom one is refused holds up nobody else', async () => {
    const { hub, found, push, stored } = await makeHub()
    await found()
    const lineage = await hub.lineage(REMARK)
    const outcomes = await Promise.all([
      push(written('а'), { lineage: 'another' }),
      push(written('б'), { lineage }),
      push(written('в'), { lineage: 'another' }),
    ])
    expect(outcomes).toEqual([{ ok: false, code: 'stale' }, { ok: true }, { ok: false, code: 'stale' }])
    expect(await stored()).toBe('б')
  })
})

describe('an update is refused', () => {
  test('above its size, and not just below', async () => {
    const { push, found } = await makeHub()
    await found()
    expect(await push(new Uint8Array(MAX_UPDATE_BYTES + 1))).toEqual({ ok: false, code: 'invalid' })
    const large = written('x'.repeat(MAX_UPDATE_BYTES - 100))
    expect(large.length).toBeLessThanOrEqual(MAX_UPDATE_BYTES)
    expect(await push(large)).toEqual({ ok: true })
  })

  test('when the document would be too large', async () => {
    const { push, found, store } = await makeHub()
    await found()
    const bytes = written('x'.repeat(60_000))
    const outcomes = []
    for (let n = 0; n < 20; n += 1) outcomes.push((await push(bytes)).ok)
    expect(outcomes.filter(Boolean)).toHaveLength(Math.floor(MAX_DOCUMENT_BYTES / bytes.length))
    expect((await store.documents([REMARK])).get(REMARK)?.bytes).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES)
  })

  test('when many at once would make the document too large', async () => {
    const { push, found, store } = await makeHub()
    await found()
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => push(written('x'.repeat(60_000)))))
    const { bytes = 0, updates = [] } = (await store.documents([REMARK])).get(REMARK) ?? {}
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(updates.length)
    expect(bytes).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES)
    expect(bytes).toBeGreaterThan(MAX_DOCUMENT_BYTES - 2 * 60_000)
  })

  test('when it does not decode: nothing is stored, nobody is told', async () => {
    const { hub, push, found, touched, stored } = await makeHub({ validate: async () => false })
    await found()
    const pavel = makeEditor('pavel')
    hub.open(REMARK, pavel)
    expect(await push(new Uint8Array([1, 2, 3]))).toEqual({ ok: false, code: 'invalid' })
    expect({ heard: pavel.heard, touched, text: await stored() }).toEqual({ heard: [], touched: [], text: '' })
  })

  test('when its dialog or contact is not there', async () => {
    const { push, hub, found } = await makeHub()
    expect(await push(written('x'))).toEqual({ ok: false, code: 'not-found' })
    expect(await push(written('x'), { doc: noteDocument('d', 'n') })).toEqual({ ok: false, code: 'not-found' })
    expect(await hub.exists(REMARK)).toBe(false)
    await found()
    expect(await push(written('x'), { doc: noteDocument('d', 'n') })).toEqual({ ok: true })
    expect([await hub.exists(REMARK), await hub.exists(noteDocument('d', 'n')), await hub.exists(noteDocument('gone', 'n'))]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('[LIN1] a history of a document', () => {
  test('that is not the one of now takes no update: erased text does not come back', async () => {
    const { hub, push, found, stored, write } = await makeHub()
    await found()
    const before = await hub.lineage(REMARK)
    expect(await push(written('старое'), { lineage: before })).toEqual({ ok: true })
    await write({ erasedDocuments: [REMARK] })
    expect(await push(written('ещё старое'), { lineage: before })).toEqual({ ok: false, code: 'stale' })
    expect(await push(written('новое'), { lineage: await hub.lineage(REMARK) })).toEqual({ ok: true })
    expect([(await hub.lineage(REMARK)) === before, await stored()]).toEqual([false, 'новое'])
  })

  test('is another one in a restored copy, which has an epoch of its own', async () => {
    const [one, other] = [await makeHub(), await makeHub()]
    expect(await one.hub.lineage(REMARK)).not.toBe(await other.hub.lineage(REMARK))
    await other.found()
    expect(await other.push(written('x'), { lineage: await one.hub.lineage(REMARK) })).toEqual({ ok: false, code: 'stale' })
  })

  test('ends with its note: nothing is written to a removed one', async () => {
    const { hub, push, found, put } = await makeHub()
    await found()
    const doc = noteDocument('d', 'n')
    expect(await push(written('x'), { doc })).toEqual({ ok: true })
    await put(change('item', { id: 'n', dialogId: 'd', dseq: 1, at: 1, kind: 'note', authorId: 'olga', text: '', deleted: true }))
    expect(await push(written('y'), { doc })).toEqual({ ok: false, code: 'not-found' })
    expect(await hub.exists(doc)).toBe(false)
  })

  test('that ended with its text is not said to go on as another', async () => {
    const { hub, push, found, write } = await makeHub()
    await found()
    const doc = noteDocument('d', 'n')
    const lineage = await hub.lineage(doc)
    expect(await push(written('x'), { doc, lineage })).toEqual({ ok: true })
    const removed = { id: 'n', dialogId: 'd', dseq: 1, at: 1, kind: 'note', authorId: 'olga', text: '', deleted: true } as const
    await write({ changes: [change('item', removed)], erasedDocuments: [doc] })
    expect(await push(written('y'), { doc, lineage })).toEqual({ ok: false, code: 'not-found' })
  })

  test('of a shared draft lasts as long as the draft', async () => {
    const { hub, push, put } = await makeHub()
    const doc = sharedDraftDocument('d', 's')
    await put(...dialogRows('d'))
    expect(await push(written('x'), { doc })).toEqual({ ok: false, code: 'not-found' })
    await put(...dialogRows('d', { sharedDraft: { id: 's', by: 'olga', at: 1 } }))
    expect([await push(written('x'), { doc }), await hub.exists(doc)]).toEqual([{ ok: true }, true])
    await put(...dialogRows('d', { sharedDraft: null }))
    expect(await push(written('y'), { doc })).toEqual({ ok: false, code: 'not-found' })
  })
})

describe('people in a document', () => {
  const caret = (clientId: number) => encodeAwareness([{ clientId, clock: 1, state: { caret: 1 } }])

  test('are told of an update, but for whoever made it', async () => {
    const { hub, push, found, touched } = await makeHub()
    await found()
    const [olga, pavel, elsewhere] = [makeEditor('olga'), makeEditor('pavel'), makeEditor('elsewhere')]
    hub.open(REMARK, olga)
    hub.open(REMARK, pavel)
    hub.open(noteDocument('d', 'n'), elsewhere)
    await push(written('x'), { from: olga })
    expect([olga, pavel, elsewhere].map(({ heard }) => heard.length)).toEqual([0, 1, 0])
    expect(touched).toEqual([REMARK])
  })

  test('see each other’s carets, and see them go', async () => {
    const { hub } = await makeHub()
    const [olga, pavel] = [makeEditor('olga'), makeEditor('pavel')]
    const opened = hub.open(REMARK, olga)
    hub.open(REMARK, pavel)
    opened.awareness(caret(1))
    opened.close()
    expect(pavel.heard.map(({ kind }) => kind)).toEqual(['awareness', 'awareness'])
    expect(olga.heard.map(({ kind }) => kind)).toEqual(['awareness'])
    expect(hub.open(REMARK, makeEditor('late')).carets()).toBeNull()
  })

  test('who have left are told nothing more, and may leave twice', async () => {
    const { hub, push, found } = await makeHub()
    await found()
    const [olga, pavel] = [makeEditor('olga'), makeEditor('pavel')]
    const opened = hub.open(REMARK, olga)
    hub.open(REMARK, pavel)
    opened.close()
    opened.close()
    await push(written('x'))
    expect([olga.heard.length, pavel.heard.length]).toEqual([0, 1])
  })
})
