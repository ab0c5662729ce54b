import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { decode } from './decode'
import { createDecoder, type Decoder } from './decoder'
import { buildWorker, stubWorker } from './decoder-fixture'

function update(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** Ten bytes that ask for an array of thirty million places. */
function memoryBomb(): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 30_000_000, 7, 0]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

describe('decoding', () => {
  test('tells an update from what is none', () => {
    expect(decode({ kind: 'validate', update: update('Привет') })).toMatchObject({ ok: true, text: '' })
    for (const bytes of [[], [1], [255, 255, 255], [...update('Привет').subarray(0, 9)]])
      expect(decode({ kind: 'validate', update: new Uint8Array(bytes) }).ok).toBe(false)
  })

  test('an update that depends on others is one', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'first')
    const before = Y.encodeStateVector(doc)
    doc.getText('text').insert(5, ' second')
    expect(decode({ kind: 'validate', update: Y.encodeStateAsUpdate(doc, before) }).ok).toBe(true)
  })

  test('bytes of the second encoding would read as an empty document, and are refused', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'Привет')
    expect(decode({ kind: 'validate', update: Y.encodeStateAsUpdateV2(doc) }).ok).toBe(false)
  })

  test('a deletion alone is an update', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'Привет')
    const updates: Uint8Array[] = []
    doc.on('update', (bytes: Uint8Array) => updates.push(bytes))
    doc.getText('text').delete(0, 3)
    expect(updates.map((bytes) => decode({ kind: 'validate', update: bytes }).ok)).toEqual([true])
  })

  test('gives the text of all updates together', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, update('одно '))
    doc.getText('text').insert(5, 'другое')
    expect(decode({ kind: 'fold', updates: [update('одно '), Y.encodeStateAsUpdate(doc)] })).toMatchObject({ ok: true })
    expect(decode({ kind: 'fold', updates: [Y.encodeStateAsUpdate(doc)] })).toMatchObject({ ok: true, text: 'одно другое' })
    expect(decode({ kind: 'fold', updates: [new Uint8Array([9, 9])] }).ok).toBe(false)
  })
})

describe('the decoding worker', () => {
  let built: Awaited<ReturnType<typeof buildWorker>>
  let open: Decoder | null = null
  const decoder = (file: () => URL): Decoder => {
    open = createDecoder(file)
    return open
  }

  beforeAll(async () => {
    built = await buildWorker()
  })
  afterEach(async () => {
    await open?.close()
    open = null
  })
  afterAll(() => built.remove())

  test('answers every request, in order', async () => {
    const { run } = decoder(built.file)
    const answers = await Promise.all(['а', 'б', 'в'].map((text) => run({ kind: 'fold', updates: [update(text)] })))
    expect(answers).toMatchObject(['а', 'б', 'в'].map((text) => ({ ok: true, text })))
    expect(await run({ kind: 'validate', update: new Uint8Array([255]) })).toEqual({ ok: false })
  })

  test('[I9] an update that eats all memory is refused, and the next request is served', async () => {
    const { run } = decoder(built.file)
    const [bomb, honest] = await Promise.all([
      run({ kind: 'validate', update: memoryBomb() }),
      run({ kind: 'fold', updates: [update('жив')] }),
    ])
    expect(bomb.ok).toBe(false)
    expect(honest).toMatchObject({ ok: true, text: 'жив' })
  })

  test('[I9] such updates one after another take no process along', async () => {
    const { run } = decoder(built.file)
    for (let bombs = 0; bombs < 5; bombs += 1) expect(await run({ kind: 'validate', update: memoryBomb() })).toEqual({ ok: false })
    expect(await run({ kind: 'fold', updates: [update('жив')] })).toMatchObject({ ok: true, text: 'жив' })
  })

  test('[I9] a request that never ends is refused in its time, and the next one is served', async () => {
    const file = await stubWorker('if (request.kind === "validate") for (;;);')
    const { run } = decoder(file)
    const [hung, next] = await Promise.all([run({ kind: 'validate', update: new Uint8Array() }), run({ kind: 'fold', updates: [] })])
    expect([hung.ok, next.ok]).toEqual([false, true])
  })

  test('a worker that is slow to start costs no request its answer', async () => {
    const file = await stubWorker('', 'const end = Date.now() + 800; while (Date.now() < end);')
    const { run } = decoder(file)
    expect(await run({ kind: 'fold', updates: [] })).toMatchObject({ ok: true, text: '0' })
  })

  test('a process that is busy itself blames nobody else', async () => {
    const { run } = decoder(built.file)
    await run({ kind: 'fold', updates: [] })
    const answer = run({ kind: 'fold', updates: [update('жив')] })
    for (const end = performance.now() + 700; performance.now() < end; );
    expect(await answer).toMatchObject({ ok: true, text: 'жив' })
  })

  test('a worker that dies between requests is replaced', async () => {
    const file = await stubWorker('setTimeout(() => process.exit(1), 5)')
    const { run } = decoder(file)
    expect((await run({ kind: 'fold', updates: [] })).ok).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await run({ kind: 'fold', updates: [] })).ok).toBe(true)
  })

  test('a worker that is not there is an error, each time', async () => {
    const { run } = decoder(() => {
      throw new Error('not built')
    })
    await expect(run({ kind: 'fold', updates: [] })).rejects.toThrow('not built')
    await expect(run({ kind: 'fold', updates: [] })).rejects.toThrow('not built')
  })

  test('[I10] closing refuses what waits', async () => {
    const made = decoder(built.file)
    const waiting = [1, 2, 3].map(() => made.run({ kind: 'fold', updates: [] }))
    await made.close()
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => ({ ok: false })))
    expect(await made.run({ kind: 'fold', updates: [] })).toEqual({ ok: false })
  })
})
