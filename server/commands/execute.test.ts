import { describe, expect, test } from 'vitest'
import type { Command, CommandArgs } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { change, type RowOf } from '#shared/domain/row'
import type { Result } from '#shared/protocol/frames'
import { dialogRows, makeParts, NOON, OLGA, PAVEL, type Parts } from '../parts-fixture'
import { LIBRARY } from '../store/port-blobs'

const sendArgs = (itemId: string, more: Partial<CommandArgs<'message.send'>> = {}): CommandArgs<'message.send'> => ({
  dialogId: 'd',
  itemId,
  text: 'Да',
  attachments: [],
  replyTo: null,
  seen: 0,
  ifUnchanged: false,
  ...more,
})
const send = (id: string, more: Partial<CommandArgs<'message.send'>> = {}): Command => ({
  id,
  type: 'message.send',
  args: sendArgs(`item-${id}`, more),
})

async function run(parts: Parts, actor: Actor, ...commands: Command[]): Promise<Result[]> {
  return Promise.all(await parts.executor.admit(actor, commands))
}

async function makeDialog(): Promise<Parts> {
  const parts = await makeParts()
  await parts.put(...dialogRows('d'))
  return parts
}

const messages = async ({ items }: Parts) => (await items('d')).filter(({ kind }) => kind === 'message')

describe('commands on the server', () => {
  test('[CMD5] one command twice in one frame has one effect and one answer', async () => {
    const parts = await makeDialog()
    const [first, second] = await run(parts, OLGA, send('c'), send('c'))
    expect(second).toEqual(first)
    expect(await messages(parts)).toHaveLength(1)
    expect(parts.commits).toHaveLength(2)
  })

  test('[CMD5] a command sent again later is answered as before, from the first version', async () => {
    const parts = await makeDialog()
    const [first] = await run(parts, OLGA, send('c'))
    await run(parts, OLGA, send('other'))
    expect(await run(parts, OLGA, send('c'))).toEqual([first])
    expect(await messages(parts)).toHaveLength(2)
  })

  test('[CMD5] a command that overtakes its own commit is not executed again, and harms no other', async () => {
    const parts = await makeDialog()
    const first = parts.executor.admit(OLGA, [send('c')])
    // The first stands in a commit that is under way; the same and another's come in the next.
    for (let turn = 0; turn < 3; turn += 1) await Promise.resolve()
    const again = parts.executor.admit(OLGA, [send('c')])
    const other = parts.executor.admit(PAVEL, [send('p')])
    const [one, two, three] = (await Promise.all([first, again, other].map(async (admitted) => Promise.all(await admitted)))).flat()
    expect(two).toEqual(one)
    expect(three).toMatchObject({ status: 'done' })
    expect(await messages(parts)).toHaveLength(2)
  })

  test('[CMD7] a command that breaks is refused for good, reported, and holds up none of the others', async () => {
    const broken: unknown[] = []
    const parts = await makeParts({ onBroken: (cause) => broken.push(cause) })
    const tooLong = dialogRows('d').map((made) =>
      made.kind === 'dialog' ? change('dialog', { ...made.row, subject: 'x'.repeat(201) }) : made,
    )
    await parts.put(...tooLong, ...dialogRows('e'))
    const [one, other] = await run(parts, OLGA, send('c'), send('o', { dialogId: 'e' }))
    expect([one, other]).toMatchObject([
      { status: 'rejected', code: 'invalid' },
      { status: 'done', code: null },
    ])
    expect(await messages(parts)).toEqual([])
    expect(await run(parts, OLGA, send('c'))).toEqual([one])
    expect(broken).toHaveLength(1)
  })

  test('[CMD5] every distance between two sendings gives one effect and the same answer', async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const parts = await makeDialog()
      const first = parts.executor.admit(OLGA, [send('c')])
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      const again = parts.executor.admit(OLGA, [send('c')])
      const [one, two] = (await Promise.all([first, again].map(async (admitted) => Promise.all(await admitted)))).flat()
      expect({ turns, two }).toEqual({ turns, two: one })
      expect(await messages(parts)).toHaveLength(1)
    }
  })

  test('[CMD5] a rejected command stays rejected, though it would be done now', async () => {
    const parts = await makeParts()
    const [first] = await run(parts, OLGA, send('c'))
    expect(first).toMatchObject({ status: 'rejected', code: 'not-found' })
    await parts.put(...dialogRows('d'))
    expect(await run(parts, OLGA, send('c'))).toEqual([first])
    expect(await messages(parts)).toEqual([])
  })

  test('[I4] the same id from two operators is two commands', async () => {
    const parts = await makeDialog()
    const [[one], [two]] = await Promise.all([run(parts, OLGA, send('c')), run(parts, PAVEL, { ...send('c'), args: sendArgs('other') })])
    expect([one?.status, two?.status]).toEqual(['done', 'done'])
    expect(await messages(parts)).toHaveLength(2)
  })

  test('[COM3] a command whose ids are taken fails alone', async () => {
    const parts = await makeDialog()
    await run(parts, OLGA, { id: 'x', type: 'dialog.close', args: { dialogId: 'd', seen: 0 } })
    await run(parts, OLGA, { id: 'open', type: 'dialog.reopen', args: { dialogId: 'd' } })
    // Another operator's command of the same id would make a system message that is there already.
    const stolen = parts.executor.admit(PAVEL, [{ id: 'x', type: 'dialog.close', args: { dialogId: 'd', seen: 0 } }])
    const honest = parts.executor.admit(OLGA, [send('c')])
    const outcomes = await Promise.allSettled([...(await stolen), ...(await honest)])
    expect(outcomes[1]).toMatchObject({ status: 'fulfilled', value: { status: 'done' } })
  })

  test('the answer names the version at which the effect is in the rows', async () => {
    const parts = await makeDialog()
    const [result] = await run(parts, OLGA, send('c'))
    expect(result).toEqual({ id: 'c', status: 'done', code: null, seq: await parts.store.head() })
    const [item] = await parts.store.rows([{ kind: 'item', id: 'item-c' }])
    expect(item?.ver).toBeLessThanOrEqual(result?.seq ?? 0)
  })

  test('arguments that do not fit are rejected and remembered, and the others of the frame are done', async () => {
    const parts = await makeDialog()
    const results = await run(parts, OLGA, { id: 'bad', type: 'message.send', args: { dialogId: 5 } }, send('good'))
    expect(results.map(({ status, code }) => [status, code])).toEqual([
      ['rejected', 'invalid'],
      ['done', null],
    ])
    expect(await parts.store.results(['bad'], 'olga')).toHaveLength(1)
  })

  test('[SES2] commands of one frame are decided in order', async () => {
    const parts = await makeDialog()
    const results = await run(
      parts,
      OLGA,
      { id: 'close', type: 'dialog.close', args: { dialogId: 'd', seen: 0 } },
      { id: 'spam', type: 'dialog.spam', args: { dialogId: 'd' } },
      { id: 'unspam', type: 'dialog.unspam', args: { dialogId: 'd' } },
    )
    expect(results.every(({ status }) => status === 'done')).toBe(true)
    expect((await parts.items('d')).map((item) => item.kind === 'event' && item.event.type)).toEqual(['closed', 'spam', 'unspam'])
  })

  test('a message done is a send job in the same commit; a rejected one is none', async () => {
    const parts = await makeDialog()
    await run(parts, OLGA, send('c'), send('stale', { dialogId: 'gone' }))
    expect(await parts.store.dueJobs(NOON, 10)).toEqual([
      { itemId: 'item-c', dialogId: 'd', channelId: 'website', state: 'queued', attempts: 0, dueAt: NOON, since: NOON },
    ])
  })

  test('[I1] nobody reads or writes a draft through a command of another', async () => {
    const parts = await makeDialog()
    await run(parts, OLGA, { id: 'a', type: 'draft.set', args: { operatorId: 'olga', dialogId: 'd', text: 'secret', base: '' } })
    const [result] = await run(parts, PAVEL, {
      id: 'b',
      type: 'draft.set',
      args: { operatorId: 'olga', dialogId: 'd', text: '', base: 'secret' },
    })
    expect(result).toMatchObject({ status: 'rejected', code: 'forbidden' })
    expect((await parts.row('draft', 'olga.d'))?.text).toBe('secret')
  })
})

describe('files of a message', () => {
  const claimed = { id: 'f', name: 'evil.html', mime: 'text/html', size: 1, width: 5, height: 6 }

  async function withBlob(owner: { kind: 'operator' | 'visitor'; id: string }): Promise<Parts> {
    const parts = await makeDialog()
    await parts.store.blobs.add({
      id: 'f',
      owner,
      dialogId: null,
      name: 'photo.jpg',
      mime: 'image/jpeg',
      size: 77,
      sha256: 'aa',
      createdAt: NOON,
    })
    return parts
  }

  test('stand with what the server knows of them, not with what the device claims', async () => {
    const parts = await withBlob({ kind: 'operator', id: 'olga' })
    await run(parts, OLGA, send('c', { attachments: [claimed] }))
    const item = (await parts.row('item', 'item-c')) as RowOf<'item'> & { attachments: unknown }
    expect(item.attachments).toEqual([{ id: 'f', name: 'photo.jpg', mime: 'image/jpeg', size: 77, width: 5, height: 6 }])
    expect((await parts.store.blobs.get('f'))?.dialogId).toBe('d')
  })

  test('[C2] of a template lie in the library, and a colleague may keep them in an edit', async () => {
    const parts = await withBlob({ kind: 'operator', id: 'olga' })
    const contents = { folder: '', title: 'Схема', text: '', shortcut: '', attachments: [claimed] }
    const [made] = await run(parts, OLGA, { id: 'a', type: 'template.create', args: { id: 't', isShared: true, ...contents } })
    expect(made).toMatchObject({ status: 'done' })
    expect((await parts.store.blobs.get('f'))?.dialogId).toBe(LIBRARY)
    expect((await parts.row('template', 't'))?.attachments).toMatchObject([{ id: 'f', name: 'photo.jpg', mime: 'image/jpeg', size: 77 }])
    const [edited] = await run(parts, PAVEL, { id: 'b', type: 'template.update', args: { id: 't', fields: { attachments: [claimed] } } })
    expect(edited).toMatchObject({ status: 'done' })
  })

  test('[C2] of a colleague that lie in no library are refused for a template too', async () => {
    const parts = await withBlob({ kind: 'operator', id: 'olga' })
    const contents = { folder: '', title: 'Схема', text: '', shortcut: '', attachments: [claimed] }
    const [made] = await run(parts, PAVEL, { id: 'a', type: 'template.create', args: { id: 't', isShared: true, ...contents } })
    expect(made).toMatchObject({ status: 'rejected', code: 'invalid' })
  })

  test('[C7] of a draft stand with what the server knows of them, and stay their owner’s alone', async () => {
    const parts = await withBlob({ kind: 'operator', id: 'olga' })
    const attach = (operatorId: string) => ({
      id: operatorId,
      type: 'draft.attach' as const,
      args: { operatorId, dialogId: 'd', attachment: claimed },
    })
    expect(await run(parts, OLGA, attach('olga'))).toMatchObject([{ status: 'done' }])
    expect((await parts.row('draft', 'olga.d'))?.attachments).toMatchObject([{ id: 'f', name: 'photo.jpg', mime: 'image/jpeg', size: 77 }])
    expect((await parts.store.blobs.get('f'))?.dialogId).toBeNull()
    expect(await run(parts, PAVEL, attach('pavel'))).toMatchObject([{ status: 'rejected', code: 'invalid' }])
  })

  test('of a colleague, of a visitor, or of nobody are refused', async () => {
    const strangers = [
      { kind: 'operator', id: 'pavel' },
      { kind: 'visitor', id: 'visitor' },
      // Ids of the two kinds are made apart and might meet.
      { kind: 'visitor', id: 'olga' },
    ] as const
    for (const owner of strangers) {
      const parts = await withBlob(owner)
      expect(await run(parts, OLGA, send('c', { attachments: [claimed] }))).toMatchObject([{ status: 'rejected', code: 'invalid' }])
      expect((await parts.store.blobs.get('f'))?.dialogId).toBeNull()
    }
    expect(await run(await makeDialog(), OLGA, send('c', { attachments: [claimed] }))).toMatchObject([
      { status: 'rejected', code: 'invalid' },
    ])
  })
})
