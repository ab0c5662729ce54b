import { newId } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { encodeClient } from '#shared/protocol/wire'
import { connectDevice, type RawDevice, signInCookie } from './device'
import { expect, type Okno, OWNER, test } from './okno'

const KILLS = 5
const BURST = 200

/** Everything the server holds, as a device that holds nothing is told. */
async function messagesOf(device: RawDevice): Promise<Item[]> {
  device.hello()
  await device.until('SNAPSHOT', ({ head }) => head.last)
  const rows = device.frames.flatMap((frame) => (frame.name === 'SNAPSHOT' ? frame.head.rows : []))
  return rows.filter(({ kind }) => kind === 'item').map(({ row }) => row as Item)
}

const timesSaid = (items: readonly Item[], text: string): number =>
  items.filter((item) => item.kind === 'message' && item.text === text).length

/** A visitor and an operator write as fast as they can until the server dies. @returns what each was told is stored. */
async function burst(okno: Okno, cookie: string, dialogId: string, round: number): Promise<{ told: string[]; sent: string[] }> {
  const told: string[] = []
  const sent: string[] = []
  const visitor = await okno.visitor()
  const device = await connectDevice(okno.url, { cookie })
  device.hello()
  await device.until('WELCOME')

  const visitorWrites = (async () => {
    for (let n = 0; n < BURST; n += 1) {
      const text = `visitor ${round}.${n}`
      sent.push(text)
      await visitor.say(text)
      told.push(text)
      // Below what the channel takes for a machine.
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })().catch(() => undefined)
  for (let n = 0; n < BURST; n += 1) {
    const text = `operator ${round}.${n}`
    const args = { dialogId, itemId: newId(), text, attachments: [], replyTo: null, seen: 0, ifUnchanged: false }
    const command = { id: newId(), type: 'message.send' as const, args }
    sent.push(text)
    device.send(encodeClient('CMD', { commands: [command] }))
    device
      .until('RESULT', ({ head }) => head.results.some(({ id, status }) => id === command.id && status === 'done'))
      .then(
        () => told.push(text),
        () => undefined,
      )
    if (n % 20 === 19) await new Promise((resolve) => setImmediate(resolve))
  }
  // In the middle of the burst: some are told, most are under way.
  await expect.poll(() => told.length, { intervals: [5] }).toBeGreaterThan(15 + 10 * round)
  await okno.kill()
  await visitorWrites
  device.close()
  return { told, sent }
}

test('[I3] what was acknowledged to a visitor or an operator survives kill -9, once', async ({ okno }) => {
  test.setTimeout(120_000)
  const visitor = await okno.visitor()
  const first = await visitor.say('the first message')
  const told: string[] = ['the first message']
  const sent: string[] = ['the first message']
  expect(first.t).toBe('ack')

  for (let round = 0; round < KILLS; round += 1) {
    const cookie = await signInCookie(okno.url, OWNER)
    const before = await connectDevice(okno.url, { cookie })
    const [item] = (await messagesOf(before)).filter(({ kind }) => kind === 'message')
    before.close()
    const outcome = await burst(okno, cookie, item?.dialogId ?? '', round)
    told.push(...outcome.told)
    sent.push(...outcome.sent)
    await okno.start()
  }

  const after = await connectDevice(okno.url, { cookie: await signInCookie(okno.url, OWNER) })
  const items = await messagesOf(after)
  const dialogs = new Set(items.map(({ dialogId }) => dialogId))
  const all = await everyItem(after, [...dialogs], items)
  for (const text of told) expect({ text, times: timesSaid(all, text) }).toEqual({ text, times: 1 })
  for (const text of sent) expect(timesSaid(all, text)).toBeLessThanOrEqual(1)
  for (const dialogId of dialogs) {
    const places = all.filter((each) => each.dialogId === dialogId).map(({ dseq }) => dseq)
    expect([...new Set(places)].sort((a, b) => a - b)).toEqual(Array.from({ length: places.length }, (_, index) => index + 1))
  }
})

/** Walks each dialog back to its first item. */
async function everyItem(device: RawDevice, dialogIds: readonly string[], known: readonly Item[]): Promise<Item[]> {
  const all = new Map(known.map((item) => [item.id, item]))
  let rid = 100
  for (const dialogId of dialogIds) {
    let before = Math.min(...known.filter((item) => item.dialogId === dialogId).map(({ dseq }) => dseq))
    while (before > 1) {
      rid += 1
      const asked = rid
      device.send(encodeClient('PAGE', { rid: asked, dialogId, before, limit: 100 }))
      const { head } = await device.until('PAGE_RES', (frame) => frame.head.rid === asked)
      for (const { kind, row } of head.rows) if (kind === 'item') all.set((row as Item).id, row as Item)
      before = head.lo
    }
  }
  return [...all.values()]
}
