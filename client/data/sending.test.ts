import { expect, test, vi } from 'vitest'
import { makeSendingNotes, type Sending } from './sending'

function makeStorage(): Storage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  }
}

const sending = (id: string, createdAt: number): Sending => ({
  id,
  createdAt,
  args: { dialogId: 'd', itemId: `item-${id}`, text: 'Привет', attachments: [], replyTo: null, seen: 0, ifUnchanged: false },
  draft: 'Привет',
})
const idsOf = (left: readonly Sending[]) => left.map(({ id }) => id)

test('[DEV8] what is written down is found by the next page, the oldest first', () => {
  const storage = makeStorage()
  const notes = makeSendingNotes('olena', storage)
  notes.writeDown(sending('later', 2))
  notes.writeDown(sending('sooner', 1))
  expect(makeSendingNotes('olena', storage).left()).toMatchObject([
    { id: 'sooner', draft: 'Привет', args: { itemId: 'item-sooner', text: 'Привет' } },
    { id: 'later' },
  ])
})

test('[DEV8] what is struck out is gone, and nothing else', () => {
  const notes = makeSendingNotes('olena', makeStorage())
  const strikeOut = notes.writeDown(sending('stored', 1))
  notes.writeDown(sending('waiting', 2))
  strikeOut()
  expect(idsOf(notes.left())).toEqual(['waiting'])
  notes.strikeOut('waiting')
  expect(notes.left()).toEqual([])
})

test('[DEV8] another operator of the browser finds nothing', () => {
  const storage = makeStorage()
  makeSendingNotes('olena', storage).writeDown(sending('hers', 1))
  expect(makeSendingNotes('olen', storage).left()).toEqual([])
})

test('[DEV8] a storage that is full keeps nobody from sending', () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue()
  const setItem = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  const notes = makeSendingNotes('olena', { ...makeStorage(), setItem })
  expect(notes.writeDown(sending('large', 1))).not.toThrow()
  expect(warned).toHaveBeenCalledOnce()
})

test('[DEV8] what cannot be read is passed over', () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const storage = makeStorage()
  const notes = makeSendingNotes('olena', storage)
  notes.writeDown(sending('good', 1))
  storage.setItem('okno.sending.olena.cut', '{"id":"cu')
  expect(idsOf(notes.left())).toEqual(['good'])
  expect(told).toHaveBeenCalledOnce()
})
