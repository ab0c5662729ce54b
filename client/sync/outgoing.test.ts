import { describe, expect, test } from 'vitest'
import { NOON, outboxRow } from '../data/device-fixture'
import type { OutboxRow } from '../data/vault'
import { ASK_AFTER_MS, sortOut } from './outgoing'

const ARGS = { dialogId: 'd', itemId: 'i', text: 'Да', attachments: [], replyTo: null, seen: 0, ifUnchanged: true }
const START = { channelId: 'c', address: '+380671234567', name: null, subject: '', itemId: 'i', text: 'Добрый день' }
const DRAFT = { operatorId: 'olga', dialogId: 'new', text: 'И ещё', base: '' }
let n = 0
const row = (id: string, more: Partial<OutboxRow> = {}): OutboxRow => ({ ...outboxRow(id, more), n: ++n })
const reply = (id: string, more: Partial<OutboxRow> = {}) => row(id, { type: 'message.send', args: ARGS, ...more })
const sort = (rows: readonly OutboxRow[], now: number) => {
  const { commands, heldBack } = sortOut(rows, { now, uploaded: new Set(), held: new Set() })
  return { leave: commands.map(({ id }) => id), held: heldBack.map(({ n, code }) => [rows.find((each) => each.n === n)?.id, code]) }
}

describe('a reply that has waited', () => {
  test('[AGE1] for a day leaves; for longer it asks, whether it was sent before or not', () => {
    const rows = [reply('waiting'), reply('sent', { state: 'sent', lane: 'dialog/e' })]
    expect(sort(rows, NOON + ASK_AFTER_MS)).toEqual({ leave: ['waiting', 'sent'], held: [] })
    expect(sort(rows, NOON + ASK_AFTER_MS + 1)).toEqual({
      leave: [],
      held: [
        ['waiting', 'too-old'],
        ['sent', 'too-old'],
      ],
    })
  })

  test('[AGE1] too long holds up nothing that no customer would get', () => {
    const rows = [reply('old'), row('spam'), reply('elsewhere', { lane: 'dialog/e', createdAt: NOON + ASK_AFTER_MS })]
    expect(sort(rows, NOON + ASK_AFTER_MS + 1)).toEqual({ leave: ['spam', 'elsewhere'], held: [['old', 'too-old']] })
  })

  test('[AGE2] too long takes along what was written to the same customer after it', () => {
    const rows = [reply('old'), reply('young', { createdAt: NOON + ASK_AFTER_MS })]
    expect(sort(rows, NOON + ASK_AFTER_MS + 1).held).toEqual([
      ['old', 'too-old'],
      ['young', 'too-old'],
    ])
  })

  test('[AGE1] asks too when it begins a conversation, and what is written in that one waits for the answer', () => {
    const start = row('start', { type: 'dialog.start', args: START, dialogId: 'new', lane: 'dialog/new' })
    const draft = row('draft', { type: 'draft.set', args: DRAFT, dialogId: 'new', lane: 'draft/new', createdAt: NOON + ASK_AFTER_MS })
    const later = NOON + ASK_AFTER_MS + 1
    expect(sort([start], NOON + ASK_AFTER_MS).leave).toEqual(['start'])
    expect(sort([start, draft], later)).toEqual({ leave: [], held: [['start', 'too-old']] })
    expect(sort([{ ...start, state: 'refused', code: 'too-old' }, draft], later)).toEqual({ leave: [], held: [] })
    const now = row('now', { type: 'message.sendNow', args: { dialogId: 'd', itemId: 'i' } })
    expect(sort([now], later).held).toEqual([['now', 'too-old']])
  })

  test('[AGE1] and that its author has sent anyway is young again', () => {
    expect(sort([reply('again', { createdAt: NOON + ASK_AFTER_MS })], NOON + 2 * ASK_AFTER_MS).leave).toEqual(['again'])
  })
})

describe('a draft that waits for a pause in the typing', () => {
  test('waits no longer than that, though the clock was ahead when it was written', () => {
    const draft = (waitMs: number) => row('draft', { type: 'draft.set', args: DRAFT, notBefore: NOON + waitMs })
    expect(sort([draft(700)], NOON).leave).toEqual([])
    expect(sort([draft(30 * 24 * 60 * 60 * 1000)], NOON).leave).toEqual(['draft'])
  })
})

describe('a dialog that somebody begins', () => {
  const start = (more: Partial<OutboxRow> = {}) =>
    row('start', { type: 'dialog.start', args: START, dialogId: 'new', lane: 'dialog/new', ...more })
  const draft = () => row('draft', { type: 'draft.set', args: DRAFT, dialogId: 'new', lane: 'draft/new' })
  const elsewhere = () => row('elsewhere', { type: 'draft.set', args: DRAFT, dialogId: 'old', lane: 'draft/old' })
  const sorted = (rows: readonly OutboxRow[], held: string[] = []) => {
    const { commands, heldBack } = sortOut(rows, { now: NOON, uploaded: new Set(), held: new Set(held) })
    return { leave: commands.map(({ id }) => id), heldBack: heldBack.map(({ code }) => code) }
  }

  test('[LANE1] whatever is written in it waits until it is known where it stands, and nothing else does', () => {
    expect(sorted([start({ files: ['picture'] }), draft(), elsewhere()]).leave).toEqual(['elsewhere'])
    expect(sorted([start(), draft(), elsewhere()]).leave).toEqual(['start', 'elsewhere'])
    expect(sorted([start({ state: 'done', seq: 12 }), draft()]).leave).toEqual([])
    expect(sorted([start({ state: 'done', seq: 12 }), draft()], ['new']).leave).toEqual(['draft'])
  })

  test('[LANE1] and waits for a beginning that was given again after it', () => {
    expect(sorted([draft(), start()]).leave).toEqual(['start'])
  })

  test('[LANE3] what is written in it comes back when its beginning is refused', () => {
    const rows = [start({ state: 'refused', code: 'forbidden' }), draft(), elsewhere()]
    expect(sorted(rows)).toEqual({ leave: ['elsewhere'], heldBack: ['not-begun'] })
  })
})

describe('a command of another build', () => {
  test('[VLT1] is kept and shown, and holds up no lane', () => {
    // Rows of a vault are whatever some build has put there.
    const unknown = row('unknown', { type: 'dialog.teleport' as OutboxRow['type'] })
    const changed = row('changed', { type: 'contact.addPhone', args: { number: '067' } })
    expect(sort([unknown, changed, row('known')], NOON)).toEqual({
      leave: ['known'],
      held: [
        ['unknown', 'not-understood'],
        ['changed', 'not-understood'],
      ],
    })
  })
})
