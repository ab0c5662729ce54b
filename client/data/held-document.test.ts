import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { remarkDocument, TEXT_KEY } from '#shared/domain/document'
import { crc32 } from '#shared/lib/crc32'
import { furnish, makeDevice } from './device-fixture'
import { acknowledge, keepLocal, readHeld, rebase, textOf } from './held-document'
import { repairOf } from './repair'
import { seal } from './sealed'

const DOC = remarkDocument('d-contact')

async function makeTab() {
  const device = makeDevice()
  await furnish(device)
  const read = async () => {
    const doc = new Y.Doc()
    const held = await readHeld(device, DOC, doc)
    return { doc, ...held, text: textOf(doc) }
  }
  return {
    ...device,
    read,
    /** What the server holds, as a row. */
    row: (text: string, more: { generation?: number; isSpoilt?: boolean } = {}) => {
      const state = stateOf(text)
      const crc = crc32(state)
      if (more.isSpoilt) state[state.length - 3] = 7
      return device.replica.documents.put({
        id: DOC,
        state: Buffer.from(state).toString('base64'),
        text,
        generation: more.generation ?? 0,
        crc,
      })
    },
    /** Types at the end, as an open document does. */
    async type(added: string) {
      const { doc, lineage, text } = await read()
      const vector = Y.encodeStateVector(doc)
      doc.getText(TEXT_KEY).insert(text.length, added)
      await keepLocal(device, { doc: DOC, lineage, bytes: Y.encodeStateAsUpdate(doc, vector), before: text, after: textOf(doc) })
    },
    restore: (epoch: string) => device.replica.position.update('position', { epoch }),
  }
}

function stateOf(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText(TEXT_KEY).insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

describe('[LIN3] words that wait, when the history has become another one', () => {
  test('are laid over the new one as text: nothing is lost and nothing comes twice', async () => {
    const { row, type, restore, read, replica, vault } = await makeTab()
    await row('Позвонить в среду')
    await type(' после')
    await type(' обеда')
    await replica.documents.clear()
    await restore('restored')
    await row('Срочно: Позвонить в среду')
    const held = await read()
    expect([held.lineage, held.text]).toEqual(['restored.0', 'Срочно: Позвонить в среду после обеда'])
    expect(await vault.updates.toArray()).toMatchObject([{ lineage: 'restored.0', state: 'waiting' }])
    expect(await vault.unsynced.toArray()).toMatchObject([{ lineage: 'restored.0', mine: held.text }])
  })

  test('are not laid over a copy that has them already', async () => {
    const { row, type, restore, read, replica, vault } = await makeTab()
    await row('Позвонить')
    await type(' в среду')
    await replica.documents.clear()
    await restore('restored')
    await row('Позвонить в среду')
    expect((await read()).text).toBe('Позвонить в среду')
    expect(await vault.updates.count()).toBe(0)
  })

  test('go over once, whoever of two tabs is first', async () => {
    const device = await makeTab()
    await device.row('а')
    await device.type(' б')
    await device.row('а', { generation: 1 })
    expect((await Promise.all([rebase(device, DOC), rebase(device, DOC)])).filter(Boolean)).toHaveLength(1)
    expect((await device.read()).text).toBe('а б')
  })

  test('typed into the old copy afterwards come over as well', async () => {
    const device = await makeTab()
    await device.row('а')
    const old = await device.read()
    await device.row('в', { generation: 1 })
    const vector = Y.encodeStateVector(old.doc)
    old.doc.getText(TEXT_KEY).insert(1, ' поздно')
    const bytes = Y.encodeStateAsUpdate(old.doc, vector)
    await keepLocal(device, { doc: DOC, lineage: old.lineage, bytes, before: 'а', after: 'а поздно' })
    expect((await device.read()).text).toBe('в поздно')
  })

  test('wait while it is not known which history is the one of now', async () => {
    const { row, type, read, replica, vault } = await makeTab()
    await row('а')
    await type(' б')
    await replica.documents.clear()
    await replica.position.update('position', { epoch: null })
    expect((await read()).lineage).toBe('epoch.0')
    expect(await vault.updates.count()).toBe(1)
  })
})

describe('[STO1] rows that storage has spoilt', () => {
  test('are taken out; what the server can give again is asked of it', async () => {
    const { row, read, replica } = await makeTab()
    await row('Позвонить', { isSpoilt: true })
    expect(await read()).toMatchObject({ text: '', isDamaged: true })
    expect(await replica.documents.count()).toBe(0)
    await row('Позвонить')
    await replica.knownUpdates.bulkAdd([
      { doc: DOC, ...seal(stateOf('x')), crc: 1 },
      { doc: DOC, bytes: new Uint8Array([1]) },
    ])
    expect(await read()).toMatchObject({ text: 'Позвонить', isDamaged: true })
    expect(await read()).toMatchObject({ text: 'Позвонить', isDamaged: false })
    expect(await replica.knownUpdates.count()).toBe(0)
  })

  test('of our own lose no word: the text is written again', async () => {
    for (const spoil of [
      (bytes: Uint8Array) => bytes.map((byte, at) => (at === 5 ? byte ^ 4 : byte)),
      (bytes: Uint8Array) => bytes.subarray(0, 9),
    ]) {
      const { row, type, read, vault } = await makeTab()
      await row('Позвонить')
      await type(' в среду')
      await vault.updates.toCollection().modify((update) => {
        Object.assign(update, { bytes: spoil(update.bytes) })
      })
      expect(await read()).toMatchObject({ text: 'Позвонить в среду', isDamaged: false })
      expect([await vault.spoilt.count(), await vault.updates.count()]).toEqual([1, 1])
    }
  })

  test('[STO2] bytes of another encoding are not read as an empty text', async () => {
    const { read, replica } = await makeTab()
    const doc = new Y.Doc()
    doc.getText(TEXT_KEY).insert(0, 'Позвонить')
    await replica.knownUpdates.add({ doc: DOC, bytes: Y.encodeStateAsUpdateV2(doc), encoding: 'v2' as 'v1' })
    expect(await read()).toMatchObject({ text: '', isDamaged: true })
  })
})

test('a text that is acknowledged is no longer unsynced, and is known', async () => {
  const device = await makeTab()
  await device.row('а')
  await device.type(' б')
  await device.type(' в')
  const [first, second] = await device.vault.updates.toArray()
  if (!first || !second) throw new Error('two were typed')
  await acknowledge(device, first.id)
  expect(await device.vault.unsynced.count()).toBe(1)
  await acknowledge(device, second.id)
  expect([await device.vault.unsynced.count(), await device.replica.knownUpdates.count()]).toEqual([0, 2])
  expect((await device.read()).text).toBe('а б в')
})

describe('[I7] after a handshake', () => {
  const compare = async (ours: Y.Doc, theirs: Y.Doc) => {
    const stateVector = Y.encodeStateVector(theirs)
    const missing = Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(ours))
    return repairOf(makeDevice(), { name: DOC, doc: ours, handshake: { stateVector, missing } })
  }
  const pair = () => {
    const [ours, theirs] = [new Y.Doc(), new Y.Doc()]
    Y.applyUpdate(ours, stateOf('Позвонить в среду'))
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours))
    return { ours, theirs }
  }

  test('equal copies have nothing to mend', async () => {
    const { ours, theirs } = pair()
    ours.getText(TEXT_KEY).delete(0, 3)
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours))
    expect(await compare(ours, theirs)).toBeNull()
  })

  test('a deletion that the server has lost is sent again, though the state vectors are equal', async () => {
    const { ours, theirs } = pair()
    ours.getText(TEXT_KEY).delete(9, 8)
    expect(Y.encodeStateVector(ours)).toEqual(Y.encodeStateVector(theirs))
    const repair = await compare(ours, theirs)
    if (!repair) throw new Error('the server lacks it')
    Y.applyUpdate(theirs, repair)
    expect(textOf(theirs)).toBe('Позвонить')
  })

  test('words that the server has lost are sent again', async () => {
    const { ours, theirs } = pair()
    ours.getText(TEXT_KEY).insert(0, 'Да: ')
    const repair = await compare(ours, theirs)
    if (!repair) throw new Error('the server lacks it')
    Y.applyUpdate(theirs, repair)
    expect(textOf(theirs)).toBe('Да: Позвонить в среду')
  })
})
