import { expect, test, vi } from 'vitest'
import { makeSendings, type Sending } from './sending'

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
  const sendings = makeSendings('olena', storage)
  sendings.writeDown(sending('later', 2))
  sendings.writeDown(sending('sooner', 1))
  expect(makeSendings('olena', storage).left()).toMatchObject([
    { id: 'sooner', draft: 'Привет', args: { itemId: 'item-sooner', text: 'Привет' } },
    { id: 'later' },
  ])
})

test('[DEV8] what is struck out is gone, and nothing else', () => {
  const sendings = makeSendings('olena', makeStorage())
  const strikeOut = sendings.writeDown(sending('stored', 1))
  sendings.writeDown(sending('waiting', 2))
  strikeOut()
  expect(idsOf(sendings.left())).toEqual(['waiting'])
  sendings.strikeOut('waiting')
  expect(sendings.left()).toEqual([])
})

test('[DEV8] another operator of the browser finds nothing', () => {
  const storage = makeStorage()
  makeSendings('olena', storage).writeDown(sending('hers', 1))
  expect(makeSendings('olen', storage).left()).toEqual([])
})

test('[DEV8] a storage that is full keeps nobody from sending', () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue()
  const setItem = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  const sendings = makeSendings('olena', { ...makeStorage(), setItem })
  expect(sendings.writeDown(sending('large', 1))).not.toThrow()
  expect(warned).toHaveBeenCalledOnce()
})

test('[DEV8] what cannot be read is passed over', () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const storage = makeStorage()
  const sendings = makeSendings('olena', storage)
  sendings.writeDown(sending('good', 1))
  storage.setItem('okno.sending.olena.cut', '{"id":"cu')
  expect(idsOf(sendings.left())).toEqual(['good'])
  expect(told).toHaveBeenCalledOnce()
})
