import { describe, expect, test } from 'vitest'
import type { World } from '#shared/domain/row'
import { contact, dialog, furnish, makeDevice, message, OLGA, outboxRow } from './device-fixture'
import { isPending, layOver } from './overlay'
import type { OutboxRow } from './vault'
import { look } from './view'

const pending = (id: string, more: Partial<OutboxRow>): OutboxRow => ({ n: 1, ...outboxRow(id, more) })

/** The rows of a shop with one dialog. */
const WORLD: World = {
  get(kind, id) {
    const rows: Record<string, unknown> = {
      'dialog/d': dialog('d', { lastSeq: 1, lastInSeq: 1, unanswered: 1 }),
      'contact/d-contact': contact('d-contact'),
      'channel/website': { id: 'website', kind: 'widget', name: 'W', isSample: false, greeting: '' },
    }
    return rows[`${kind}/${id}`] as never
  },
}

const send = (id: string, more: object = {}): OutboxRow =>
  pending(id, {
    type: 'message.send',
    args: { dialogId: 'd', itemId: `item-${id}`, text: 'Да', attachments: [], replyTo: null, seen: 1, ifUnchanged: false, ...more },
  })

describe('the overlay', () => {
  test('[OVL2] a command lies over the rows until the cursor has passed its result', () => {
    const states: [Partial<OutboxRow>, boolean][] = [
      [{ state: 'waiting' }, true],
      [{ state: 'sent' }, true],
      [{ state: 'done', seq: 11 }, true],
      [{ state: 'done', seq: 10 }, false],
      [{ state: 'refused' }, false],
    ]
    for (const [more, is] of states) expect(isPending(pending('c', more), 10)).toBe(is)
  })

  test('[OVL3] commands are laid one over the other, in the order given', () => {
    const overlay = layOver([send('a'), pending('b', { type: 'dialog.close', args: { dialogId: 'd', seen: 1 } }), send('c')], OLGA, WORLD)
    expect(overlay.get('dialog', 'd')).toMatchObject({ state: 'open', assigneeId: 'olga', unanswered: 0, lastSeq: 6 })
    expect(overlay.all('item').map(({ dseq }) => dseq)).toEqual([2, 3, 4, 5, 6])
  })

  test('a command that would be refused is not shown, and does not stop the next', () => {
    const overlay = layOver([pending('a', { args: { dialogId: 'gone' } }), pending('b', { args: 5 }), send('c')], OLGA, WORLD)
    expect(overlay.all('item').filter(({ kind }) => kind === 'message')).toHaveLength(1)
  })

  test('[OVL4] a reply that waits is shown though the customer has written since', () => {
    const moved: World = {
      get: (kind, id) => (kind === 'dialog' ? (dialog('d', { lastSeq: 2, lastInSeq: 2, unanswered: 2 }) as never) : WORLD.get(kind, id)),
    }
    const overlay = layOver([send('a', { ifUnchanged: true })], OLGA, moved)
    expect(overlay.all('item').filter(({ kind }) => kind === 'message')).toHaveLength(1)
  })

  test('what nobody has changed is not in it', () => {
    const overlay = layOver([], OLGA, WORLD)
    expect([overlay.isEmpty, overlay.get('dialog', 'd'), overlay.all('dialog')]).toEqual([true, undefined, []])
  })

  test('[CMD4] over rows that show the effect already it adds nothing', () => {
    const first = layOver([send('a')], OLGA, WORLD)
    const rows: World = { get: (kind, id) => first.get(kind, id) ?? WORLD.get(kind, id) }
    expect(layOver([send('a')], OLGA, rows).isEmpty).toBe(true)
  })
})

describe('one look at the device', () => {
  test('[OVL1] shows the guess and leaves the replica as the server said', async () => {
    const device = makeDevice()
    await furnish(device)
    await device.vault.outbox.add(outboxRow('c'))
    const shown = await look(device, async (view) => view.get('dialog', 'd'))
    expect(shown?.state).toBe('spam')
    expect((await device.replica.dialogs.get('d'))?.state).toBe('open')
    expect(await device.replica.items.count()).toBe(1)
  })

  test('[OVL2] never shows neither guess nor result, while the result arrives', async () => {
    for (let turns = 0; turns < 30; turns += 1) {
      const device = makeDevice()
      await furnish(device)
      const n = await device.vault.outbox.add(outboxRow('c', { state: 'sent' }))
      const looking = look(device, async (view) => (await view.get('dialog', 'd'))?.state)
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      // As the leader does: rows and cursor first, then the command is forgotten.
      const { replica, vault } = device
      await replica.transaction('rw', replica.dialogs, replica.position, async () => {
        await replica.dialogs.update('d', { state: 'spam' })
        await replica.position.update('position', { cursor: 12 })
      })
      await vault.outbox.delete(n)
      expect({ turns, state: await looking }).toEqual({ turns, state: 'spam' })
      expect(await look(device, async (view) => (await view.get('dialog', 'd'))?.state)).toBe('spam')
    }
  })

  test('finds rows that commands name, by id or by place', async () => {
    const device = makeDevice()
    await furnish(device)
    await device.replica.items.put(message('d', 2, { direction: 'out', state: 'failed', error: 'x' }))
    await device.vault.outbox.add(outboxRow('c', { type: 'message.retry', args: { dialogId: 'd', itemId: 'd-2' } }))
    const item = await look(device, async (view) => view.get('item', 'd-2'))
    expect(item).toMatchObject({ state: 'queued', error: null })
  })

  test('names what was refused, and does not lay it over the rows', async () => {
    const device = makeDevice()
    await furnish(device)
    await device.vault.outbox.add(outboxRow('c', { state: 'refused', code: 'stale' }))
    const seen = await look(device, async (view) => ({
      refused: view.refused.length,
      pending: view.pending.length,
      row: await view.get('dialog', 'd'),
    }))
    expect(seen).toMatchObject({ refused: 1, pending: 0, row: { state: 'open' } })
  })
})
