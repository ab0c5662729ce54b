import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import { change } from '#shared/domain/row'
import { dialogRows, inbound, makeParts, NOON, OLGA, PAVEL } from '../parts-fixture'
import { createTimers } from './timers'

const MINUTE_MS = 60_000

async function makeShop() {
  const parts = await makeParts()
  const errors: unknown[] = []
  const timers = createTimers({ ...parts, onError: (error) => errors.push(error) })
  await parts.accept(inbound('Здравствуйте'))
  const dialogId = (await parts.store.dialogsByRecency({ after: null, limit: 1 }))[0]?.id ?? ''
  let commands = 0
  return {
    ...parts,
    timers,
    dialogId,
    dialog: () => parts.row('dialog', dialogId),
    texts: async () => (await parts.items(dialogId)).map((item) => (item.kind === 'event' ? item.event.type : item.text)),
    async act<T extends CommandType>(type: T, args: CommandArgs<T>, actor = OLGA) {
      commands += 1
      const [settling] = await parts.executor.admit(actor, [{ id: `c${commands}`, type, args }])
      return (await settling)?.code ?? (await settling)?.status
    },
    /** The clock goes on, and the server looks what is due. */
    async pass(ms: number) {
      parts.time.now += ms
      await timers.round()
    },
  }
}

const later = (dialogId: string, more: Partial<CommandArgs<'message.schedule'>> = {}): CommandArgs<'message.schedule'> => ({
  dialogId,
  itemId: 'later',
  text: 'Заказ ждёт вас',
  attachments: [],
  replyTo: null,
  dueAt: NOON + 10 * MINUTE_MS,
  unlessAnswered: true,
  seen: 2,
  ...more,
})

/** What {@link later} says and when, as somebody has seen it who changes it. */
const AS_WRITTEN = { seenText: 'Заказ ждёт вас', seenDueAt: NOON + 10 * MINUTE_MS }

describe('a message for later', () => {
  test('[C8][TIM2] goes once, at its time and not before, in its author’s name', async () => {
    const { act, pass, texts, dialogId, dialog, row, store } = await makeShop()
    expect(await act('message.schedule', later(dialogId))).toBe('done')
    await pass(9 * MINUTE_MS)
    expect(await texts()).toEqual(['started', 'Здравствуйте', 'scheduled'])
    await pass(2 * MINUTE_MS)
    await pass(2 * MINUTE_MS)
    expect(await texts()).toEqual(['started', 'Здравствуйте', 'scheduled', 'assigned', 'Заказ ждёт вас'])
    expect(await row('item', 'later')).toMatchObject({ authorId: 'olga', state: 'queued', direction: 'out' })
    expect(await dialog()).toMatchObject({ scheduled: [], assigneeId: 'olga', unanswered: 0 })
    expect(await store.dueJobs(NOON * 2, 9)).toHaveLength(1)
    expect(await store.dueTimers(NOON * 2, 9)).toEqual([])
  })

  test('[C8][TIM3] is held back when the customer has written since, unless its author wanted otherwise', async () => {
    const { act, accept, pass, texts, dialogId, dialog } = await makeShop()
    await act('message.schedule', later(dialogId))
    await act('message.schedule', later(dialogId, { itemId: 'anyway', text: 'В любом случае', unlessAnswered: false }))
    await accept(inbound('Уже не нужно'))
    await pass(11 * MINUTE_MS)
    expect(await texts()).toContain('В любом случае')
    expect(await texts()).not.toContain('Заказ ждёт вас')
    expect((await dialog())?.scheduled).toMatchObject([{ id: 'later', held: 'answered' }])
    await pass(MINUTE_MS)
    expect((await texts()).filter((text) => text === 'held')).toHaveLength(1)
    expect(await act('message.sendNow', { dialogId, itemId: 'later' })).toBe('done')
    expect((await texts()).at(-1)).toBe('Заказ ждёт вас')
  })

  test('[C8][TIM3] whose time has passed before the server heard of it is not fired blindly', async () => {
    const { act, pass, dialogId, texts } = await makeShop()
    expect(await act('message.schedule', later(dialogId, { dueAt: NOON - 1 }))).toBe('time-passed')
    await pass(MINUTE_MS)
    expect(await texts()).toEqual(['started', 'Здравствуйте'])
  })

  test('[C8] can be changed, and taken back', async () => {
    const { act, pass, texts, dialogId } = await makeShop()
    await act('message.schedule', later(dialogId))
    const changed = { dialogId, itemId: 'later', text: 'Заказ приехал', dueAt: NOON + 30 * MINUTE_MS, seen: 2 }
    expect(await act('message.reschedule', { ...changed, ...AS_WRITTEN }, PAVEL)).toBe('done')
    await pass(20 * MINUTE_MS)
    expect(await texts()).not.toContain('Заказ приехал')
    await pass(20 * MINUTE_MS)
    expect(await texts()).toContain('Заказ приехал')
    await act('message.schedule', later(dialogId, { itemId: 'other', dueAt: NOON + 90 * MINUTE_MS }))
    expect(await act('message.unschedule', { dialogId, itemId: 'other' })).toBe('done')
    await pass(120 * MINUTE_MS)
    expect((await texts()).filter((text) => text === 'Заказ ждёт вас')).toEqual([])
    expect(await act('message.sendNow', { dialogId, itemId: 'other' })).toBe('not-found')
  })

  test('[C8] changed by two who do not see each other’s changes keeps both; of the same part the later is told', async () => {
    const { act, dialogId, dialog } = await makeShop()
    await act('message.schedule', later(dialogId))
    const of = { dialogId, itemId: 'later', seen: 2, ...AS_WRITTEN }
    const [words, time] = [
      { text: 'Заказ приехал', dueAt: AS_WRITTEN.seenDueAt },
      { text: AS_WRITTEN.seenText, dueAt: NOON + 30 * MINUTE_MS },
    ]
    expect(await act('message.reschedule', { ...of, ...words })).toBe('done')
    expect(await act('message.reschedule', { ...of, ...time }, PAVEL)).toBe('done')
    const both = [{ id: 'later', text: words.text, dueAt: time.dueAt }]
    expect((await dialog())?.scheduled).toMatchObject(both)

    for (const mine of [
      { ...words, text: 'Приходите' },
      { ...time, dueAt: NOON + 40 * MINUTE_MS },
    ])
      expect(await act('message.reschedule', { ...of, ...mine })).toBe('stale')
    expect(await act('message.reschedule', { ...of, ...words }, PAVEL)).toBe('done')
    expect((await dialog())?.scheduled).toMatchObject(both)
    // Whoever has looked says the same over what stands now.
    const over = { seenText: words.text, seenDueAt: time.dueAt }
    expect(await act('message.reschedule', { ...of, ...over, ...words, text: 'Приходите' })).toBe('done')
    expect((await dialog())?.scheduled).toMatchObject([{ text: 'Приходите' }])
  })

  test('[C8] five may wait in one dialog', async () => {
    const { act, dialogId } = await makeShop()
    const codes = []
    for (let n = 0; n < 6; n += 1) codes.push(await act('message.schedule', later(dialogId, { itemId: `m${n}` })))
    expect(codes).toEqual(['done', 'done', 'done', 'done', 'done', 'invalid'])
  })
})

describe('a dialog that is put off', () => {
  test('[C8][TIM1] returns at its time, also when the server was down then', async () => {
    const { act, pass, texts, dialogId, dialog } = await makeShop()
    expect(await act('dialog.snooze', { dialogId, until: NOON + MINUTE_MS })).toBe('done')
    expect(await dialog()).toMatchObject({ snoozedUntil: NOON + MINUTE_MS })
    await pass(1000)
    expect(await dialog()).toMatchObject({ snoozedUntil: NOON + MINUTE_MS })
    // TIM1: nobody looked for an hour.
    await pass(60 * MINUTE_MS)
    expect(await dialog()).toMatchObject({ snoozedUntil: null, state: 'open' })
    expect(await texts()).toEqual(['started', 'Здравствуйте', 'snoozed', 'unsnoozed'])
    await pass(MINUTE_MS)
    expect(await texts()).toHaveLength(4)
  })

  test('[C8] returns when the customer writes, and its time then does nothing', async () => {
    const { act, accept, pass, texts, dialogId, dialog } = await makeShop()
    await act('dialog.snooze', { dialogId, until: NOON + MINUTE_MS })
    await accept(inbound('Ну что?'))
    expect(await dialog()).toMatchObject({ snoozedUntil: null })
    await pass(2 * MINUTE_MS)
    expect((await texts()).filter((text) => text === 'unsnoozed')).toHaveLength(1)
  })

  test('[C8] can be taken back; a time that is over puts nothing off', async () => {
    const { act, dialogId, dialog, texts } = await makeShop()
    expect(await act('dialog.snooze', { dialogId, until: NOON - 1 })).toBe('done')
    expect((await dialog())?.snoozedUntil ?? null).toBeNull()
    await act('dialog.snooze', { dialogId, until: NOON + MINUTE_MS })
    expect(await act('dialog.unsnooze', { dialogId })).toBe('done')
    expect(await dialog()).toMatchObject({ snoozedUntil: null })
    expect(await texts()).toEqual(['started', 'Здравствуйте', 'snoozed', 'unsnoozed'])
  })
})

test('[C8] a timer of a dialog that is no more is forgotten', async () => {
  const { write, store, time, timers } = await makeShop()
  await write({
    changes: dialogRows('d'),
    timers: new Map([
      ['gone', NOON],
      ['d', NOON],
    ]),
  })
  time.now += 1
  await timers.round()
  expect(await store.dueTimers(NOON * 2, 9)).toEqual([])
})

describe('who writes first', () => {
  const first = (more: Partial<CommandArgs<'dialog.start'>> = {}): CommandArgs<'dialog.start'> => ({
    channelId: 'phones',
    address: '+380671234567',
    name: 'Анна',
    subject: '',
    itemId: 'first',
    text: 'Здравствуйте, ваш заказ готов',
    attachments: [],
    ...more,
  })
  const channel = (id: string, kind: 'sms' | 'email') => change('channel', { id, kind, name: id, isSample: true, greeting: '' })

  async function makePhones() {
    const shop = await makeShop()
    await shop.put(channel('phones', 'sms'), channel('mail', 'email'))
    const dialogs = async () =>
      (await shop.store.dialogsByRecency({ after: null, limit: 9 })).map(({ id }) => id).filter((id) => id !== shop.dialogId)
    return { ...shop, dialogs }
  }

  test('[C-first] is responsible, and the message waits for its channel', async () => {
    const { act, dialogs, row, items, store } = await makePhones()
    expect(await act('dialog.start', first())).toBe('done')
    const [id = ''] = await dialogs()
    const dialog = await row('dialog', id)
    expect(dialog).toMatchObject({ assigneeId: 'olga', state: 'open', unanswered: 0, channelId: 'phones' })
    expect(await row('contact', dialog?.contactId ?? '')).toMatchObject({
      name: 'Анна',
      phones: ['+380671234567'],
      peerKey: '+380671234567',
    })
    expect((await items(id)).map((item) => (item.kind === 'event' ? item : item.text))).toMatchObject([
      { actorId: 'olga', event: { type: 'started' } },
      'Здравствуйте, ваш заказ готов',
    ])
    expect(await store.dueJobs(NOON, 9)).toMatchObject([{ itemId: 'first', dialogId: id, channelId: 'phones' }])
  })

  test('[C-first][STA1] two operators who write to one address apart end in one dialog', async () => {
    const { act, dialogs, items } = await makePhones()
    await act('dialog.start', first())
    expect(await act('dialog.start', first({ itemId: 'second', text: 'Добрый день' }), PAVEL)).toBe('done')
    const ids = await dialogs()
    expect(ids).toHaveLength(1)
    expect((await items(ids[0] ?? '')).filter(({ kind }) => kind === 'message')).toHaveLength(2)
  })

  test('[C-first] a conversation that the customer began is gone on with, and the customer answers into the one begun here', async () => {
    const { act, accept, dialogs, items } = await makePhones()
    const peer = { key: '+380671234567', name: 'Аня', origin: null }
    await accept(inbound('Алло', { channelId: 'phones', peer }))
    await act('dialog.start', first())
    const other = { key: '+380500000000', name: 'Глеб', origin: null }
    await act('dialog.start', first({ address: other.key, itemId: 'to-gleb' }))
    await accept(inbound('Спасибо', { channelId: 'phones', peer: other }))
    expect(await dialogs()).toHaveLength(2)
    for (const id of await dialogs()) expect((await items(id)).filter(({ kind }) => kind === 'message')).toHaveLength(2)
  })

  test('[C-first] a subject begins a thread of its own with the same person', async () => {
    const { act, dialogs, row } = await makePhones()
    for (const [itemId, subject] of [
      ['a', 'Заказ 17'],
      ['b', 'Возврат'],
      ['c', 'заказ 17'],
    ] as const)
      await act('dialog.start', first({ channelId: 'mail', address: 'anna@example.com', subject, itemId }))
    const found = await Promise.all((await dialogs()).map((id) => row('dialog', id)))
    expect(found.map((dialog) => dialog?.subject).sort()).toEqual(['Возврат', 'Заказ 17'])
    expect(new Set(found.map((dialog) => dialog?.contactId)).size).toBe(1)
  })

  test('[C-first][UPL8] files go with the first message; whoever sees the conversation may read them', async () => {
    const { act, dialogs, items, store } = await makePhones()
    const file = { id: 'bill', name: 'счёт.pdf', mime: 'application/pdf', size: 3 }
    const blob = { ...file, owner: { kind: 'operator', id: 'olga' } as const, dialogId: null, sha256: 'x', createdAt: NOON }
    await store.blobs.add(blob)
    const byMail = { channelId: 'mail', address: 'anna@example.com', text: '', attachments: [file] }
    expect(await act('dialog.start', first(byMail), PAVEL)).toBe('invalid')
    expect((await store.blobs.get('bill'))?.dialogId).toBeNull()
    expect(await act('dialog.start', first(byMail))).toBe('done')
    const [id = ''] = await dialogs()
    expect((await items(id)).flatMap((item) => (item.kind === 'message' ? item.attachments : []))).toEqual([file])
    expect((await store.blobs.get('bill'))?.dialogId).toBe(id)
    expect(await act('dialog.start', first({ itemId: 'sms', attachments: [file] }))).toBe('channel-cannot')
  })

  test('[C-first] a channel that waits for the customer, and what is no address, are refused', async () => {
    const { act, dialogs } = await makePhones()
    expect(await act('dialog.start', first({ channelId: 'website' }))).toBe('channel-cannot')
    expect(await act('dialog.start', first({ address: '067 123' }))).toBe('invalid')
    expect(await act('dialog.start', first({ subject: 'Тема' }))).toBe('invalid')
    expect(await act('dialog.start', first({ channelId: 'nowhere' }))).toBe('not-found')
    expect(await dialogs()).toEqual([])
  })

  test('[C-first][I1] nobody writes into a dialog that is not for their eyes, whatever their device says it is', async () => {
    const { act, dialogs, items, row } = await makePhones()
    await act('dialog.start', first())
    const [id = ''] = await dialogs()
    const blind = { ...PAVEL, access: { visibility: 'own' as const, channelIds: null, epoch: 0 } }
    const known = { dialogId: 'another', contactId: 'another' }
    expect(await act('dialog.start', first({ itemId: 'second', known }), blind)).toBe('forbidden')
    expect((await items(id)).filter(({ kind }) => kind === 'message')).toHaveLength(1)
    expect(await row('dialog', 'another')).toBeUndefined()
  })
})
