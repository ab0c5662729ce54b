import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seededRandom } from '#shared/lib/chance'
import { makeMutate } from '../soak/mutate'
import { decode } from './decode'
import { joinUpdates } from './join'
import { isTextUpdate, scanUpdate } from './scan'

/** Updates as people make them who write, delete and paste in one text, each some moments behind the others. */
function edits(seed: number, count: number): Uint8Array[] {
  const random = seededRandom(seed)
  const docs = [0, 1, 2].map(() => new Y.Doc())
  const updates: Uint8Array[] = []
  for (const doc of docs) doc.on('update', (update: Uint8Array, origin: unknown) => origin === null && updates.push(update))
  const words = ['а', 'Привет', 'x', '😀', ' — ', 'long '.repeat(20)]
  for (let n = 0; n < count; n += 1) {
    const doc = docs[Math.floor(random() * docs.length)] ?? new Y.Doc()
    if (random() < 0.4) for (const update of updates) Y.applyUpdate(doc, update, 'others')
    const text = doc.getText('text')
    const at = Math.floor(random() * (text.length + 1))
    if (random() < 0.3 && text.length > at) text.delete(at, Math.min(text.length - at, 1 + Math.floor(random() * 5)))
    else text.insert(at, words[Math.floor(random() * words.length)] ?? 'x')
  }
  return updates
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('text').toString()
}

describe('[PLAIN1] an update', () => {
  test('of a text that people write in is plain', () => {
    for (let seed = 1; seed <= 30; seed += 1) for (const update of edits(seed, 60)) expect(scanUpdate(update)).not.toBeNull()
  })

  test('has the clocks that Yjs finds in it', () => {
    for (const update of edits(7, 80)) {
      const { from, to } = Y.parseUpdateMeta(update)
      const sections = scanUpdate(update)?.sections ?? []
      expect(new Map(sections.map(({ client, clock }) => [client, clock]))).toEqual(from)
      expect(new Map(sections.map(({ client, end }) => [client, end]))).toEqual(to)
    }
  })

  test('of anything else than a text is left to the decoder', () => {
    const others: ((doc: Y.Doc) => unknown)[] = [
      (doc) => doc.getMap('text').set('a', 1),
      (doc) => doc.getArray('text').insert(0, [1]),
      (doc) => doc.getText('another').insert(0, 'x'),
      (doc) => doc.getText('text').insertEmbed(0, { a: 1 }),
      (doc) => doc.getText('text').insert(0, 'x', { bold: true }),
      (doc) => doc.getXmlFragment('text').insert(0, [new Y.XmlElement('p')]),
    ]
    for (const write of others) {
      const doc = new Y.Doc()
      write(doc)
      expect(scanUpdate(Y.encodeStateAsUpdate(doc))).toBeNull()
    }
  })

  test('that says nothing, is of the other encoding, or goes on behind its end is left to the decoder', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'Привет')
    const update = Y.encodeStateAsUpdate(doc)
    expect(scanUpdate(update)).not.toBeNull()
    expect(scanUpdate(Y.encodeStateAsUpdate(new Y.Doc()))).toBeNull()
    expect(scanUpdate(Y.encodeStateAsUpdateV2(doc))).toBeNull()
    expect(scanUpdate(new Uint8Array([...update, 0]))).toBeNull()
    expect(scanUpdate(new Uint8Array(0))).toBeNull()
  })

  test('of many pieces is left to the decoder, whose time is bounded', () => {
    const doc = new Y.Doc()
    const text = doc.getText('text')
    for (let n = 0; n < 70; n += 1) text.insert(0, 'x')
    expect(scanUpdate(Y.encodeStateAsUpdate(doc))).toBeNull()
    expect(scanUpdate(Y.encodeStateAsUpdate(doc), 100)).not.toBeNull()
  })

  test('that passes is one that Yjs reads, whatever was done to its bytes', () => {
    const random = seededRandom(42)
    let passed = 0
    const originals = [1, 2, 3].flatMap((seed) => edits(seed, 40))
    for (let n = 0; n < 20_000; n += 1) {
      const bytes = Uint8Array.from(originals[Math.floor(random() * originals.length)] ?? [])
      for (let change = 0; change <= random() * 3; change += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      const cut = random() < 0.2 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes
      if (!scanUpdate(cut)) continue
      passed += 1
      expect({ n, ok: decode({ kind: 'validate', update: cut }).ok }).toEqual({ n, ok: true })
    }
    expect(passed).toBeGreaterThan(500)
  })
})

describe('[PLAIN2] what may be stored', () => {
  test('is a text of any length by any number of people, gaps and what waits for others included', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    for (let author = 0; author < 200; author += 1) {
      const peer = new Y.Doc()
      Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc))
      peer.getText('text').insert(author % (peer.getText('text').length + 1), 'слово ')
      if (author % 3 === 0) peer.getText('text').delete(0, 2)
      updates.push(Y.encodeStateAsUpdate(peer, Y.encodeStateVector(doc)))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer))
    }
    expect(isTextUpdate(Y.encodeStateAsUpdate(doc))).toBe(true)
    const alone = new Y.Doc()
    const typed: Uint8Array[] = []
    alone.on('update', (update: Uint8Array) => typed.push(update))
    for (const word of ['раз', 'два', 'три']) alone.getText('text').insert(0, word)
    const gap = Y.mergeUpdates([typed[0] ?? new Uint8Array(), typed[2] ?? new Uint8Array()])
    expect(scanUpdate(gap)).toBeNull()
    expect(isTextUpdate(gap)).toBe(true)
    const waiting = new Y.Doc()
    for (const update of updates.slice(100)) Y.applyUpdate(waiting, update)
    expect(isTextUpdate(Y.encodeStateAsUpdate(waiting))).toBe(true)
  })

  test('is nothing that asks for more room than it takes', () => {
    expect(isTextUpdate(new Uint8Array([1, 0x80, 0xad, 0xe2, 0x0e, 7, 0]))).toBe(false)
  })

  test('makes documents that can be read, however many updates of broken peers are stored', () => {
    const doc = new Y.Doc()
    doc.clientID = 7
    const sound: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => sound.push(update))
    const text = doc.getText('text')
    for (let n = 0; n < 12; n += 1) text.insert(n % 2 === 0 ? text.length : 0, `слово ${n} `)
    text.delete(2, 9)
    text.insertEmbed(3, { a: 1 })
    text.format(0, 5, { bold: true })
    doc.getMap('meta').set('k', [1, { b: 2 }])
    sound.push(Y.encodeStateAsUpdate(doc), Y.mergeUpdates([sound[0] ?? new Uint8Array(), sound[3] ?? new Uint8Array()]))
    const mutate = makeMutate(3, sound)
    let stored = 0
    for (let documents = 0; documents < 12; documents += 1) {
      const made = new Y.Doc()
      const updates: Uint8Array[] = []
      for (let n = 0; n < 1500; n += 1) {
        const update = mutate(sound[n % sound.length] ?? new Uint8Array())
        if (!isTextUpdate(update) || !decode({ kind: 'validate', update }).ok) continue
        updates.push(update)
        Y.applyUpdate(made, update)
      }
      stored += updates.length
      expect(decode({ kind: 'fold', updates }).ok).toBe(true)
      expect(() => Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(made))).not.toThrow()
    }
    expect(stored).toBeGreaterThan(500)
  })
})

describe('plain updates joined', () => {
  test('make what they make one by one, and are read by Yjs as one', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const updates = edits(seed, 50)
      const plain = updates.map((update) => scanUpdate(update)).filter((update) => update !== null)
      expect(plain).toHaveLength(updates.length)
      const joined = joinUpdates(plain)
      expect({ seed, text: textOf(joined) }).toEqual({ seed, text: textOf(updates) })
      expect(joined).toHaveLength(1)
      expect(scanUpdate(joined[0] ?? new Uint8Array(), 10_000)).not.toBeNull()
    }
  })

  test('are merged by Yjs with others, and told from what a peer has, without a loss', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const updates = edits(seed, 60)
      const plain = updates.map((update) => scanUpdate(update)).filter((update) => update !== null)
      const groups = [0, 20, 40].flatMap((start) => joinUpdates(plain.slice(start, start + 20)))
      const merged = Y.mergeUpdates(groups)
      expect({ seed, text: textOf([merged]) }).toEqual({ seed, text: textOf(updates) })
      const peer = new Y.Doc()
      for (const update of updates.slice(0, 20)) Y.applyUpdate(peer, update)
      Y.applyUpdate(peer, Y.diffUpdate(merged, Y.encodeStateVector(peer)))
      expect({ seed, text: peer.getText('text').toString() }).toEqual({ seed, text: textOf(updates) })
    }
  })

  test('are several where one is there twice or one is missing', () => {
    const updates = edits(5, 30)
    const plain = [...updates, ...updates.slice(0, 5)].map((update) => scanUpdate(update)).filter((update) => update !== null)
    const joined = joinUpdates(plain)
    expect(joined.length).toBeGreaterThan(1)
    expect(textOf(joined)).toBe(textOf(updates))
  })
})
