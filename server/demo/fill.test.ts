import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Card } from '#shared/domain/card'
import type { Channel } from '#shared/domain/channel'
import type { Contact } from '#shared/domain/contact'
import { type Customer, contactIdsOf } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import { TEXT_KEY } from '#shared/domain/document'
import type { DocumentRow } from '#shared/domain/document-row'
import type { Item, MessageItem } from '#shared/domain/item'
import type { Operator } from '#shared/domain/operator'
import type { Order } from '#shared/domain/order'
import { ORDER_STATUSES } from '#shared/domain/order-status'
import type { Pipeline } from '#shared/domain/pipeline'
import { type Kind, ROW_SCHEMAS } from '#shared/domain/row'
import { isPassword } from '../auth/password'
import { makeBlobFiles } from '../http/blob-files'
import { openStore } from '../store/open'
import type { Store, StoredRow } from '../store/port'
import { fillWorkspace } from './fill'
import { COLLEAGUES, OWNER, SAMPLE_CHANNELS } from './shop'
import { SHOWN_DIALOGS } from './showcase'

const NOW = Date.UTC(2026, 4, 20, 12)
const DIALOGS = 300

let folder: string
let store: Store
let rows: readonly StoredRow[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-demo-test-'))
  store = await filled(1)
  rows = (await store.changes({ from: 0, to: await store.head(), limit: 1_000_000 })).filter(({ row }) => row !== null)
}, 60_000)

afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

async function filled(seed: number, dialogs = DIALOGS): Promise<Store> {
  const made = await openStore({ path: ':memory:', threads: false })
  await fillWorkspace({ store: made, files: makeBlobFiles(join(folder, 'blobs')), now: NOW, seed, dialogs })
  return made
}

const of = <T>(kind: Kind): T[] => rows.filter((stored) => stored.kind === kind).map(({ row }) => row as T)
const itemsByDialog = (): Map<string, Item[]> => {
  const grouped = new Map<string, Item[]>()
  for (const item of of<Item>('item')) grouped.set(item.dialogId, [...(grouped.get(item.dialogId) ?? []), item])
  for (const items of grouped.values()) items.sort((a, b) => a.dseq - b.dseq)
  return grouped
}

describe('the sample workspace', () => {
  test('every row is one that devices accept', () => {
    for (const { kind, row } of rows)
      expect(v.safeParse(ROW_SCHEMAS[kind], row), `${kind} ${JSON.stringify(row)}`).toMatchObject({ success: true })
  })

  test('has its shop: eight who can sign in, the website and a sample channel of each kind', async () => {
    const operators = of<Operator>('operator')
    expect(operators.map(({ email }) => email).sort()).toEqual([OWNER, ...COLLEAGUES].map(({ email }) => email).sort())
    for (const { email } of operators) {
      const account = await store.accounts.byEmail(email)
      expect(await isPassword(OWNER.password, account?.passwordHash ?? null)).toBe(true)
    }
    const channels = of<Channel>('channel')
    expect(channels.filter(({ isSample }) => !isSample).map(({ kind }) => kind)).toEqual(['widget'])
    expect(
      channels
        .filter(({ isSample }) => isSample)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(SAMPLE_CHANNELS.map(({ kind }) => kind).sort())
    const used = new Set(of<Dialog>('dialog').map(({ channelId }) => channelId))
    expect(used.size).toBe(channels.length)
  })

  test('[I5] items of each dialog are 1, 2, 3 … in the order of their time', () => {
    const grouped = itemsByDialog()
    expect(grouped.size).toBe(DIALOGS + SHOWN_DIALOGS)
    for (const dialog of of<Dialog>('dialog')) {
      const items = grouped.get(dialog.id) ?? []
      expect(items.map(({ dseq }) => dseq)).toEqual(items.map((_, index) => index + 1))
      expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort((a, b) => a - b))
      expect(dialog.lastSeq).toBe(items.length)
      expect(items.at(-1)?.at).toBeLessThanOrEqual(NOW)
    }
  })

  test('shows every state a newcomer should see', () => {
    const dialogs = of<Dialog>('dialog')
    expect(dialogs).toHaveLength(DIALOGS + SHOWN_DIALOGS)
    const count = (fits: (dialog: Dialog) => boolean) => dialogs.filter(fits).length
    expect(count(({ state }) => state === 'closed')).toBeGreaterThan(100)
    expect(count(({ state }) => state === 'spam')).toBe(12)
    expect(count(({ state, unanswered }) => state === 'open' && unanswered > 0)).toBeGreaterThan(30)
    expect(count(({ state, unanswered }) => state === 'open' && unanswered > 0)).toBeLessThan(99)
    expect(count(({ state, assigneeId }) => state === 'open' && assigneeId === null)).toBeGreaterThan(5)
    const items = of<Item>('item')
    const messages = items.filter((item): item is MessageItem => item.kind === 'message')
    const events = new Set(items.flatMap((item) => (item.kind === 'event' ? [item.event.type] : [])))
    for (const type of ['started', 'assigned', 'closed', 'reopened', 'spam', 'renamed', 'phone-added', 'email-added'])
      expect(events).toContain(type)
    const states = new Set(messages.map(({ state }) => state))
    for (const state of ['received', 'sent', 'delivered', 'read', 'failed', 'unknown']) expect(states).toContain(state)
    expect(messages.some(({ attachments }) => attachments.length > 0)).toBe(true)
    expect(messages.some(({ replyTo }) => replyTo !== null)).toBe(true)
    const contents = new Set(messages.flatMap(({ content }) => content?.type ?? []))
    expect([...contents].sort()).toEqual(['comment', 'contact', 'email', 'location', 'sticker'])
    for (const field of ['edits', 'deleted', 'reactions'] as const) expect(messages.some((message) => message[field])).toBe(true)
    expect(of('draft').length).toBeGreaterThan(3)
    const lengths = [...itemsByDialog().values()].map((each) => each.length)
    expect(Math.max(...lengths)).toBeGreaterThan(120)
    expect(Math.min(...lengths)).toBeLessThan(5)
  })

  test('notes and remarks are documents whose text is the row', async () => {
    const documents = of<DocumentRow>('document')
    expect(documents.some(({ id }) => id.startsWith('remark.'))).toBe(true)
    const stored = await store.documents(documents.map(({ id }) => id))
    for (const { id, text, state } of documents) {
      const doc = new Y.Doc()
      for (const update of stored.get(id)?.updates ?? []) Y.applyUpdate(doc, update)
      expect(doc.getText(TEXT_KEY).toString()).toBe(text)
      const copy = new Y.Doc()
      Y.applyUpdate(copy, new Uint8Array(Buffer.from(state, 'base64')))
      expect(copy.getText(TEXT_KEY).toString()).toBe(text)
    }
    for (const item of of<Item>('item')) if (item.kind === 'note') expect(item.text).not.toBe('')
  })

  test('has cards in every stage of its pipeline, all of conversations that are there', () => {
    const cards = of<Card>('card')
    const [pipeline] = of<Pipeline>('pipeline')
    expect(new Set(cards.map(({ stageId }) => stageId)).size).toBe(pipeline?.stages.length)
    const dialogs = new Set(of<Dialog>('dialog').map(({ id }) => id))
    for (const { dialogId, lines } of cards)
      expect({ isThere: dialogs.has(dialogId ?? ''), lines: lines.length > 0 }).toEqual({ isThere: true, lines: true })
  })

  test('[CUS1] has customers with tags and fields: of one channel and of two, merged, left to be suggested, and some who never wrote', () => {
    const customers = of<Customer>('customer')
    expect(customers.length).toBeGreaterThan(100)
    expect(customers.filter(({ tags }) => tags.length > 0).length).toBeGreaterThan(50)
    expect(customers.filter(({ fields }) => Object.keys(fields).length > 0).length).toBeGreaterThan(50)
    expect(customers.filter(({ gains }) => gains.length === 0).length).toBeGreaterThan(40)
    const contacts = of<Contact>('contact')
    for (const customer of customers)
      expect(
        contacts
          .filter(({ customerId }) => customerId === customer.id)
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...contactIdsOf(customer)].sort())
    expect(customers.some((customer) => contactIdsOf(customer).length > 1)).toBe(true)
    expect(customers.some(({ mergedInto }) => mergedInto !== null)).toBe(true)
    const shown = customers.filter(({ mergedInto }) => mergedInto === null)
    const phones = shown.flatMap((customer) => customer.phones)
    expect(phones.length).toBeGreaterThan(new Set(phones).size)
  })

  test('has orders in every status, numbered as they were made, of customers who are saved; one waits for a decision', () => {
    const orders = of<Order>('order').sort((a, b) => a.createdAt - b.createdAt)
    expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(ORDER_STATUSES))
    expect(orders.map(({ number }) => number)).toEqual(orders.map((_, index) => (orders[0]?.number ?? 0) + index))
    const customers = new Set(of<Customer>('customer').map(({ id }) => id))
    expect(orders.every(({ customerId }) => customers.has(customerId ?? ''))).toBe(true)
    expect(orders.filter(({ differences }) => differences.length > 0)).toHaveLength(1)
    expect(of<Card>('card').some(({ customerId }) => customers.has(customerId ?? ''))).toBe(true)
  })

  test('leaves nothing to be sent', async () => {
    expect(await store.dueJobs(NOW, 10)).toEqual([])
    expect(await store.interruptedJobs()).toEqual([])
  })

  test('the same seed tells the same conversations, another seed others', async () => {
    const texts = async (seed: number) => {
      const made = await filled(seed, 20)
      const found = await made.changes({ from: 0, to: await made.head(), limit: 100_000 })
      await made.close()
      return found
        .flatMap(({ kind, row }) => (kind === 'item' && row ? [row as Item] : []))
        .flatMap((item) => (item.kind === 'event' ? [] : [`${item.at} ${item.text}`]))
        .sort()
    }
    const [once, again, other] = [await texts(7), await texts(7), await texts(8)]
    expect(again).toEqual(once)
    expect(other).not.toEqual(once)
    // Three workspaces, on a machine that may do other things besides.
  }, 60_000)
})
