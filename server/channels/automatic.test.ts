import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { inbound, makeParts, NOON, type Parts } from '../parts-fixture'

const HOUR_MS = 3_600_000
/** Never open. */
const CLOSED = { zone: 'UTC', days: Array(7).fill(null) }
const sms = (key: string, more: object = {}) => ({ ...inbound(key), channelId: 'sms', ...more })

async function begin(more: object): Promise<Parts> {
  const parts = await makeParts()
  await parts.put(change('channel', { id: 'sms', kind: 'sms', name: 'SMS', isSample: false, greeting: '', ...more }))
  return parts
}

async function said(parts: Parts, ...events: ReturnType<typeof sms>[]) {
  let dialogId = ''
  for (const event of events) {
    const outcome = await parts.accept(event)
    if (outcome.ok) dialogId = outcome.dialogId
  }
  const items = await parts.items(dialogId)
  return { dialog: await parts.row('dialog', dialogId), texts: items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])) }
}

describe('[A4] what is said by itself', () => {
  test('a greeting answers somebody’s first message, leaves for the channel, and is no answer', async () => {
    const parts = await begin({ greeting: 'Вітаємо!' })
    const { dialog, texts } = await said(parts, sms('a'), sms('b'))
    expect(texts).toEqual(['a', 'Вітаємо!', 'b'])
    expect(dialog).toMatchObject({ unanswered: 2, lastMessage: { text: 'b' } })
    expect(await parts.store.dueJobs(NOON, 9)).toMatchObject([{ dialogId: dialog?.id }])
  })

  test('[AUT2] that nobody is there is said once in twelve hours', async () => {
    const parts = await begin({ greeting: 'Вітаємо!', hours: CLOSED, offHoursText: 'Відповімо зранку' })
    expect((await said(parts, sms('a'), sms('b'))).texts).toEqual(['a', 'Відповімо зранку', 'b'])
    parts.time.now += 12 * HOUR_MS
    expect((await said(parts, sms('c'))).texts.slice(3)).toEqual(['c', 'Відповімо зранку'])
    // The clock was wrong by a month, and is put right.
    parts.time.now -= 30 * 24 * HOUR_MS
    expect((await said(parts, sms('d'), sms('e'))).texts.slice(5)).toEqual(['d', 'Відповімо зранку', 'e'])
  })

  test('[AUT1] nothing is said to a machine, after the shop’s own words, or in spam', async () => {
    const parts = await begin({ greeting: 'Вітаємо!', hours: CLOSED, offHoursText: 'Нікого' })
    expect((await said(parts, sms('a', { isAutomatic: true }))).texts).toEqual(['a'])
    expect((await said(parts, sms('b', { by: 'shop' }))).texts).toEqual(['a', 'b'])
    const { dialog } = await said(parts, sms('c', { isAutomatic: true }))
    if (dialog) await parts.put(change('dialog', { ...dialog, state: 'spam' }))
    expect((await said(parts, sms('d'))).texts.at(-1)).toBe('d')
  })

  test('a message told twice is answered once', async () => {
    const parts = await begin({ greeting: 'Вітаємо!' })
    expect((await said(parts, sms('a'), sms('a'))).texts).toEqual(['a', 'Вітаємо!'])
  })
})

test('[W8] a closed dialog is nobody’s when its customer writes again, where the channel is set so', async () => {
  for (const [reopen, assigneeId] of [
    ['queue', null],
    ['keep', 'olga'],
  ] as const) {
    const parts = await begin({ reopen })
    const { dialog } = await said(parts, sms('a'))
    if (dialog) await parts.put(change('dialog', { ...dialog, state: 'closed', assigneeId: 'olga' }))
    expect((await said(parts, sms('b'))).dialog).toMatchObject({ state: 'open', assigneeId })
  }
})
