import { afterEach, expect, test } from 'vitest'
import { orderRow } from '#shared/domain/order-fixture'
import { change } from '#shared/domain/row'
import { inbound, NOON, OLGA, PAVEL } from '../parts-fixture'
import { createView } from '../sync/view'
import { erasePerson } from './erase'
import { exportPerson } from './export'
import { CANARY, makeShop, removeShops, traces } from './shop-fixture'

afterEach(removeShops)

test('[ERS2] after a person was erased no word of them is in the database or among the files, and others are as they were', async () => {
  const shop = await makeShop()
  expect((await traces(shop.folder)).length).toBeGreaterThan(1)
  const erased = await erasePerson(shop, 'anna')
  expect(erased).toMatchObject({ customers: 1, contacts: 1, dialogs: 1, messages: 2, documents: 1, files: 1 })
  expect(await traces(shop.folder)).toEqual([])
  expect(await shop.store.search.find({ kind: 'item', anyOf: [[CANARY]], before: null, limit: 9 })).toEqual([])
  expect(await shop.store.count('item')).toBe(2)
  expect(await shop.store.count('dialog')).toBe(1)
  expect(await erasePerson(shop, 'anna')).toBeNull()
  // They may write again, and are a stranger then.
  const again = await shop.accept(inbound('Это я', { peer: { key: `${CANARY}-peer`, name: 'Гость', origin: null } }))
  expect(again).toMatchObject({ ok: true, isDuplicate: false })
  await shop.close()
})

test('[ERS2] devices are told that the person is gone, and what is sent for them later is refused', async () => {
  const shop = await makeShop()
  const from = shop.feed.head()
  await erasePerson(shop, 'anna')
  const { rows } = await shop.feed.read(from, 100)
  const told = (viewer: typeof PAVEL) => createView(shop.store, shop.visibility, shop.clock)(viewer, from, rows)
  const narrowed = { ...PAVEL, access: { visibility: 'own-and-unassigned', channelIds: null, epoch: 1 } } as const
  for (const viewer of [PAVEL, narrowed]) {
    const gone = (await told(viewer)).filter(({ row }) => row === null).map(({ kind }) => kind)
    expect(gone).toEqual(expect.arrayContaining(['customer']))
  }
  expect((await told(PAVEL)).map(({ kind, row }) => [kind, row])).toEqual([
    ['dialog', null],
    ['document', null],
    ['contact', null],
    ['customer', null],
  ])
  const late = { dialogId: shop.dialogId, itemId: 'late', text: CANARY, attachments: [], replyTo: null, seen: 9, ifUnchanged: false }
  const results = await Promise.all(await shop.executor.admit(OLGA, [{ id: 'late', type: 'message.send', args: late }]))
  expect(results).toMatchObject([{ status: 'rejected', code: 'not-found' }])
  await shop.close()
})

test('[ERS2] cards and orders made for the person outside their dialogs go too, and the devices are told', async () => {
  const shop = await makeShop()
  const other = (await shop.store.dialogsByRecency({ after: null, limit: 9 })).find(({ id }) => id !== shop.dialogId)?.id ?? ''
  const stages = [{ id: 'new', name: 'Новая', colour: 'blue', kind: 'open', heirId: null } as const]
  await shop.put(change('pipeline', { id: 'sales', name: 'Продажи', stages, isRemoved: false, createdAt: NOON }))
  const card = { pipelineId: 'sales', stageId: 'new', position: '0000000A', lines: [], managerId: 'pavel', comment: CANARY, title: CANARY }
  const made = await Promise.all(
    await shop.executor.admit(OLGA, [
      { id: 'c1', type: 'card.create', args: { ...card, cardId: 'alone', dialogId: null, customerId: 'anna' } },
      { id: 'c2', type: 'card.create', args: { ...card, cardId: 'elsewhere', dialogId: other, customerId: 'anna' } },
      {
        id: 'c3',
        type: 'card.create',
        args: { ...card, cardId: 'strangers', title: 'Чужая', comment: '', dialogId: null, customerId: null },
      },
    ]),
  )
  expect(made.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
  const order = orderRow('gift', other, { customerId: 'anna', customerName: CANARY, comment: CANARY })
  await shop.put(change('order', order), change('order', orderRow('theirs', other, { customerId: null, customerName: 'Другой' })))
  expect(await exportPerson(shop, 'anna', NOON)).toMatchObject({ cards: [{ id: 'alone' }, { id: 'elsewhere' }], orders: [{ id: 'gift' }] })

  const from = shop.feed.head()
  await erasePerson(shop, 'anna')
  const left = async (kind: 'card' | 'order') => (await shop.store.page(kind, { after: '', limit: 9 })).map(({ id }) => id)
  expect([await left('card'), await left('order')]).toEqual([['strangers'], ['theirs']])
  expect(await traces(shop.folder)).toEqual([])
  const { rows } = await shop.feed.read(from, 100)
  const told = await createView(shop.store, shop.visibility, shop.clock)(PAVEL, from, rows)
  expect(
    told
      .filter(({ kind, row }) => (kind === 'card' || kind === 'order') && row === null)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['alone', 'elsewhere', 'gift'])
  await shop.close()
})

test('[ERS2] files that were chosen for a message to them and never sent go too, and those that they never sent themselves', async () => {
  const shop = await makeShop()
  const add = async (id: string, owner: { kind: 'operator' | 'visitor'; id: string }, text: string) => {
    const sha256 = await shop.files.write(Buffer.from(text))
    await shop.store.blobs.add({ id, owner, dialogId: null, name: `${id}.txt`, mime: 'text/plain', size: 9, sha256, createdAt: NOON })
  }
  const olga = { kind: 'operator', id: 'olga' } as const
  await add('dropped', olga, `выбран и убран ${CANARY}`)
  await add('standing', olga, `в черновике ${CANARY}`)
  await add('unsent', { kind: 'visitor', id: `${CANARY}-peer` }, `не отправлен ${CANARY}`)
  await add('others', olga, 'чужой')
  const chosen = (id: string) => ({ id, name: `${id}.txt`, mime: 'text/plain', size: 9 })
  const of = { operatorId: 'olga', dialogId: shop.dialogId }
  const done = await Promise.all(
    await shop.executor.admit(OLGA, [
      { id: 'a1', type: 'draft.attach', args: { ...of, attachment: chosen('dropped') } },
      { id: 'a2', type: 'draft.attach', args: { ...of, attachment: chosen('standing') } },
      { id: 'a3', type: 'draft.detach', args: { ...of, fileId: 'dropped' } },
    ]),
  )
  expect(done.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
  expect(await erasePerson(shop, 'anna')).toMatchObject({ files: 4 })
  expect(await traces(shop.folder)).toEqual([])
  for (const id of ['dropped', 'standing', 'unsent']) expect(await shop.store.blobs.get(id)).toBeNull()
  expect(await shop.store.blobs.get('others')).not.toBeNull()
  await shop.close()
})

test('[ERS2] whoever is erased holds up nobody: in the turn of the committer only what is theirs is read, and of a long history what is new', async () => {
  const shop = await makeShop()
  const peer = { key: `${CANARY}-peer`, name: CANARY, origin: null }
  for (let n = 0; n < 700; n += 1) await shop.accept(inbound(`${CANARY} ${n}`, { peer }))
  let isTurn = false
  let read = 0
  const store = {
    ...shop.store,
    page: () => expect.unreachable('a walk over all rows of a kind'),
    async itemsBefore(...asked: Parameters<typeof shop.store.itemsBefore>) {
      const page = await shop.store.itemsBefore(...asked)
      if (isTurn) read += page.length
      return page
    },
  }
  const committer = {
    async transact<T>(work: Parameters<typeof shop.committer.transact<T>>[0]) {
      const before = await shop.accept(inbound(`${CANARY} напоследок`, { peer }))
      expect(before).toMatchObject({ ok: true })
      isTurn = true
      return shop.committer.transact(work)
    },
  }
  expect(await erasePerson({ ...shop, store, committer }, 'anna')).toMatchObject({ messages: 703 })
  expect(read).toBeLessThanOrEqual(500)
  expect(await traces(shop.folder)).toEqual([])
  await shop.close()
})

test('[A6] all of a person’s data is one document: rows, texts and the list of files', async () => {
  const shop = await makeShop()
  const data = await exportPerson(shop, 'anna', NOON)
  expect(data).toMatchObject({
    customers: [{ id: 'anna', name: `${CANARY} 2` }],
    contacts: [{ id: shop.contactId }],
    remarks: [{ contactId: shop.contactId, text: CANARY }],
    files: [{ id: 'f', name: `${CANARY}.txt` }],
  })
  expect(data?.dialogs[0]?.items.map((item) => (item.kind === 'event' ? item.event.type : item.text))).toEqual([
    'started',
    `${CANARY} пишет`,
    'customer-saved',
    'assigned',
    `Здравствуйте, ${CANARY}`,
  ])
  expect(await exportPerson(shop, 'nobody', NOON)).toBeNull()
  await shop.close()
})
