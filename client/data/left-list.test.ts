import { createRoot, createSignal } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import type { DialogQuery, DialogRow } from './contract'
import { createLeaving, makeLeftListSlip } from './left-list'
import type { Listing } from './listing'
import { makeStorage } from './storage-fixture'

const OPEN: DialogQuery = { tab: 'open', answer: 'all', assignees: [], channels: [] }
const CLOSED: DialogQuery = { ...OPEN, tab: 'closed' }
const left = (id: string): Listing => ({ ids: [id], hasMore: false, fresh: [{ id } as DialogRow] })
const slipOf = (storage: Storage, operatorId = 'olena', build = 'one') => makeLeftListSlip({ operatorId, storage, build })

afterEach(() => vi.unstubAllGlobals())

test('[DEV10] what was left is taken once, of the very list, by the very operator, in the very build', () => {
  const storage = makeStorage()
  slipOf(storage).write(OPEN, left('d1'))
  expect(slipOf(storage, 'marina').take(OPEN)).toBeNull()
  expect(slipOf(storage).take(OPEN)).toEqual(left('d1'))
  expect(slipOf(storage).take(OPEN)).toBeNull()
  slipOf(storage).write(OPEN, left('d1'))
  expect(slipOf(storage).take(CLOSED)).toBeNull()
  slipOf(storage).write(OPEN, left('d1'))
  expect(slipOf(storage, 'olena', 'two').take(OPEN)).toBeNull()
  expect(Object.keys(storage)).toEqual([])
})

test('[DEV10] a storage that is full leaves nothing, not what was left before', () => {
  const storage = makeStorage()
  slipOf(storage).write(OPEN, left('d1'))
  const setItem = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  const { getItem, removeItem } = storage
  slipOf({ ...storage, getItem, removeItem, setItem }).write(OPEN, left('d2'))
  expect(Object.keys(storage)).toEqual([])
})

/** A page that goes out of sight and comes back, and its list. */
function page(mayStay = () => true) {
  const storage = makeStorage()
  const screen = Object.assign(new EventTarget(), { hidden: false })
  const win = new EventTarget()
  vi.stubGlobal('document', screen)
  vi.stubGlobal('addEventListener', win.addEventListener.bind(win))
  vi.stubGlobal('removeEventListener', win.removeEventListener.bind(win))
  return createRoot((dispose) => {
    const [list, setList] = createSignal<{ query: DialogQuery; left: Listing } | null>(null)
    createLeaving(slipOf(storage), list, mayStay)
    return {
      dispose,
      show: (id: string | null) => setList(id === null ? null : { query: OPEN, left: left(id) }),
      hide(hidden: boolean) {
        screen.hidden = hidden
        screen.dispatchEvent(new Event('visibilitychange'))
      },
      end: () => win.dispatchEvent(new Event('pagehide')),
      isLeft: () => Object.keys(storage).length > 0,
      taken: () => slipOf(storage).take(OPEN),
    }
  })
}

test('[DEV10] a page leaves its list when it goes out of sight or ends, and has left none while it is looked at', () => {
  const tab = page()
  tab.show('d1')
  expect(tab.isLeft()).toBe(false)
  tab.hide(true)
  expect(tab.isLeft()).toBe(true)
  tab.hide(false)
  expect(tab.isLeft()).toBe(false)
  tab.end()
  expect(tab.taken()).toEqual(left('d1'))
})

test('[DEV10] what has changed since is not what was left', () => {
  const tab = page()
  tab.show('d1')
  tab.hide(true)
  tab.show('d2')
  expect(tab.isLeft()).toBe(false)
  tab.end()
  expect(tab.taken()).toEqual(left('d2'))
  tab.show('d3')
  tab.hide(true)
  tab.show(null)
  tab.end()
  expect(tab.isLeft()).toBe(false)
})

test('[DEV10] who has signed out leaves nothing, before the page knows of it and after', () => {
  let isSignedIn = true
  const tab = page(() => isSignedIn)
  tab.show('d1')
  tab.hide(true)
  isSignedIn = false
  tab.end()
  expect(tab.isLeft()).toBe(false)
  isSignedIn = true
  tab.hide(true)
  tab.dispose()
  expect(tab.isLeft()).toBe(false)
  tab.end()
  expect(tab.isLeft()).toBe(false)
})
