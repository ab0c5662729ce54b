import { describe, expect, test } from 'vitest'
import { contact, dialog, message } from '../data/device-fixture'
import { closeDriver, makeDriver, settle } from './driver-fixture'
import { incompleteDialogs } from './fill'
import { batch, makeLeader, row } from './store-fixture'

const items = (id: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row('item', message(id, from + index)))

describe('[WIN2] a dialog at hand', () => {
  test('is incomplete without its person, or without its newest 50 items while it is open', async () => {
    const { store, replica } = await makeLeader()
    const known = ['whole', 'long', 'short', 'hole', 'closed'].map((id) => row('contact', contact(`${id}-contact`)))
    await store.applyBatch(
      batch(10, 20, [
        ...known,
        row('dialog', dialog('whole', { lastSeq: 3 })),
        ...items('whole', 1, 3),
        row('dialog', dialog('long', { lastSeq: 90 })),
        ...items('long', 41, 90),
        row('dialog', dialog('short', { lastSeq: 90 })),
        ...items('short', 42, 90),
        row('dialog', dialog('hole', { lastSeq: 9 })),
        ...items('hole', 1, 7),
        ...items('hole', 9, 9),
        row('dialog', dialog('closed', { lastSeq: 9, state: 'closed' })),
        row('dialog', dialog('stranger', { lastSeq: 9, state: 'closed' })),
      ]),
    )
    const incomplete = async (of: string[] | null, limit = 9) => (await incompleteDialogs(replica, of, limit)).map(({ id }) => id).sort()
    expect(await incomplete(null)).toEqual(['hole', 'short', 'stranger'])
    expect(await incomplete(['whole', 'short'])).toEqual(['short'])
    expect(await incomplete(null, 1)).toHaveLength(1)
  })

  test('that comes back without its person and history is made whole by its page, asked for once', async () => {
    const device = await makeDriver()
    try {
      await device.live()
      device.say('BATCH', batch(10, 11, [row('dialog', dialog('d', { lastSeq: 80 })), ...items('d', 80, 80)]))
      await device.until(() => device.sent('PAGE').length === 1)
      expect(device.sent('PAGE')[0]?.head).toEqual({ rid: 0, dialogId: 'd', before: 81, limit: 50 })
      const rows = [...items('d', 31, 80), row('contact', contact('d-contact'))]
      device.say('PAGE_RES', { rid: 0, dialogId: 'd', rows, lo: 31, hi: 80 })
      await settle()
      expect(await incompleteDialogs(device.replica, null, 9)).toEqual([])
      device.say('BATCH', batch(11, 12, [row('dialog', dialog('d', { lastSeq: 80, unanswered: 1 }))]))
      await settle()
      expect(device.sent('PAGE')).toHaveLength(1)
    } finally {
      closeDriver()
    }
  })
})
