import { afterEach, expect, test, vi } from 'vitest'
import { startIds } from '#shared/commands/start'
import { makeLeader } from '../sync/store-fixture'
import { EDIT_PREFIX } from './begun-edit'
import { NOTE_PREFIX } from './begun-note'
import { moveUnsaved } from './begun-unsaved'
import { message, outboxRow } from './device-fixture'
import { makeStorage } from './storage-fixture'

const START = { channelId: 'website', address: '+380671234567', name: null, subject: '', itemId: 'first', text: 'Готов', attachments: [] }
const { dialogId: GUESS } = startIds(START)

/** A conversation was begun here, and its first message stands in `known`. */
async function begun() {
  const { replica, vault } = await makeLeader()
  await vault.outbox.add(outboxRow('start', { type: 'dialog.start', args: START, dialogId: GUESS, state: 'done', seq: 0 }))
  return { replica, vault }
}
const stand = ({ replica }: Awaited<ReturnType<typeof begun>>) => replica.items.put(message('known', 7, { id: 'first' }))

/** What the fields of this tab hear. */
function listen() {
  const told: (readonly [string | null, string | null])[] = []
  const window = new EventTarget()
  class StorageEvent extends Event {
    constructor(type: string, { key, newValue }: StorageEventInit) {
      super(type)
      told.push([key ?? null, newValue ?? null])
    }
  }
  vi.stubGlobal('window', window)
  vi.stubGlobal('StorageEvent', StorageEvent)
  return told
}
afterEach(() => vi.unstubAllGlobals())

test('[LANE2] a note and an edit that are not saved go where the first message has gone, and their fields are told', async () => {
  const told = listen()
  const device = await begun()
  const edit = (text: string) => ({ text, seenText: 'Готов' })
  const storage = makeStorage({
    [NOTE_PREFIX + GUESS]: 'Звонили',
    [EDIT_PREFIX + GUESS]: JSON.stringify({ first: edit('Готово') }),
    [`${NOTE_PREFIX}other`]: 'Чужая',
  })
  await moveUnsaved(device, storage)
  expect(storage.getItem(NOTE_PREFIX + GUESS)).toBe('Звонили')
  await stand(device)
  await moveUnsaved(device, storage)
  expect({ ...storage }).toEqual({
    [`${NOTE_PREFIX}known`]: 'Звонили',
    [`${EDIT_PREFIX}known`]: JSON.stringify({ first: edit('Готово') }),
    [`${NOTE_PREFIX}other`]: 'Чужая',
  })
  expect(told).toContainEqual([`${NOTE_PREFIX}known`, 'Звонили'])
  expect(told).toContainEqual([NOTE_PREFIX + GUESS, null])
})

test('[LANE2] what was being written there already stays before it', async () => {
  listen()
  const device = await begun()
  await stand(device)
  const storage = makeStorage({ [NOTE_PREFIX + GUESS]: 'Звонили', [`${NOTE_PREFIX}known`]: 'Просила скидку' })
  await moveUnsaved(device, storage)
  expect({ ...storage }).toEqual({ [`${NOTE_PREFIX}known`]: 'Просила скидку\nЗвонили' })
})

test('[LANE2] on a device that is full a note stays where it was', async () => {
  listen()
  const device = await begun()
  await stand(device)
  const storage = makeStorage({ [NOTE_PREFIX + GUESS]: 'Звонили' })
  const full = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  await moveUnsaved(device, new Proxy(storage, { get: (held, name) => (name === 'setItem' ? full : Reflect.get(held, name)) }))
  expect(storage.getItem(NOTE_PREFIX + GUESS)).toBe('Звонили')
})
