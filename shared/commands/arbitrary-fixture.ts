/** Commands at random, most of them sensible, over the shop of world-fixture. */
import type { OrderLine } from '../domain/order'
import type { OwnKeys } from '../domain/preferences'
import type { Chance } from '../lib/chance'
import { CARD_GENERATORS } from './arbitrary-cards-fixture'
import { CUSTOMER_GENERATORS } from './arbitrary-customers-fixture'
import type { Command, CommandArgs, CommandType } from './catalogue'
import type { ProductEntry } from './product'
import { NOON, type Shop } from './world-fixture'

export type Generators = { [T in CommandType]: (chance: Chance, shop: Shop) => CommandArgs<T> }

const draftId = (chance: Chance) => chance.pick(['s1', 's2'])
const dialogId = (chance: Chance) => chance.pick(['d1', 'd1', 'd1', 'd2', 'gone'])
const itemId = (chance: Chance) => `i${chance.below(40)}`
const person = (chance: Chance) => chance.pick([null, 'olga', 'pavel', 'former', 'nobody'])
const seen = (chance: Chance, shop: Shop, id: string) => Math.max(0, (shop.get('dialog', id)?.lastSeq ?? 0) - chance.below(3))
/** Mostly one that is there. */
const answerIn = (chance: Chance, shop: Shop) => {
  const answers = shop.all('item').filter((item) => item.kind === 'message' && item.direction === 'out')
  const one = chance.pick([undefined, ...answers])
  return { dialogId: one?.dialogId ?? dialogId(chance), itemId: one?.id ?? itemId(chance) }
}
/** Mostly one that waits in the dialog for its time. */
const scheduledIn = (chance: Chance, shop: Shop) => {
  const id = dialogId(chance)
  const [first] = shop.get('dialog', id)?.scheduled ?? []
  return { dialogId: id, itemId: first && chance.below(4) > 0 ? first.id : itemId(chance) }
}

const templateId = (chance: Chance) => `t${chance.below(6)}`
const template = (chance: Chance) => ({
  folder: chance.pick(['', 'Оплата']),
  title: chance.pick(['Оплата', 'Доставка']),
  text: chance.pick(['{имя клиента}, здравствуйте', 'Карта 1234', '']),
  shortcut: chance.pick(['', 'опл']),
  attachments: [],
})
const sku = (chance: Chance) => chance.pick(['A-1', 'A-2', 'Плед 3', 'x'.repeat(60)])
const orderId = (chance: Chance) => `o${chance.below(6)}`
const orderLine = (chance: Chance, shop: Shop): OrderLine => ({
  id: `l${chance.below(3)}`,
  productId: chance.pick([null, ...shop.all('product').map(({ id }) => id)]),
  sku: '',
  name: 'Плед',
  quantity: 1 + chance.below(4),
  price: chance.below(3),
  discount: chance.pick([null, { kind: 'percent', hundredths: 1250 }]),
  listed: chance.pick([null, { price: chance.below(9), stock: chance.below(4) }]),
})
const orderFields = (chance: Chance, shop: Shop) => ({
  lines: Array.from({ length: 1 + chance.below(2) }, () => orderLine(chance, shop)),
  discount: null,
  delivery: { method: chance.pick(['none', 'pickup'] as const), address: '', cost: chance.pick([0, 5000, Number.MAX_SAFE_INTEGER]) },
  payment: { status: 'unpaid', method: 'none', sum: 0 } as const,
  source: 'Сайт',
  managerId: chance.pick([null, 'olga']),
  comment: chance.text(4).trim(),
})
const inOrder = (chance: Chance) => ({ orderId: orderId(chance), dialogId: dialogId(chance) })
/** Mostly of an order as it is. */
const ofOrder = (chance: Chance, shop: Shop) => {
  const [order] = shop.all('order')
  return order && chance.below(4) > 0
    ? { at: { orderId: order.id, dialogId: order.dialogId }, order }
    : { at: inOrder(chance), order: undefined }
}
const product = (chance: Chance): ProductEntry => ({
  sku: sku(chance),
  ...chance.pick<Partial<ProductEntry>>([
    {},
    { name: 'Плед «Карпаты»' },
    { name: 'Плед', price: { minor: chance.below(3), currency: 'UAH' } },
    { stock: 2 },
  ]),
})

const someFile = (chance: Chance) => (chance.below(4) === 0 ? [{ id: 'file', name: 'a.png', mime: 'image/png', size: 1 }] : [])

const GENERATORS: Generators = {
  'message.send': (chance, shop) => {
    const id = dialogId(chance)
    const text = chance.pick(['Здравствуйте', 'Да, есть', 'x'.repeat(1600), ' '])
    return {
      dialogId: id,
      itemId: itemId(chance),
      text,
      attachments: someFile(chance),
      replyTo: null,
      seen: seen(chance, shop, id),
      seenAnswer: chance.below(2) === 0 ? seen(chance, shop, id) : undefined,
      ifUnchanged: chance.below(2) === 0,
      ...(chance.below(4) === 0 ? { sharedDraft: draftId(chance) } : {}),
    }
  },
  'message.edit': (chance, shop) => {
    const named = answerIn(chance, shop)
    const item = shop.get('item', named.itemId)
    const seenText = item?.kind === 'message' && chance.below(4) > 0 ? item.text : 'другое'
    return { ...named, text: chance.pick(['Уточняю', 'Да, есть', 'x'.repeat(1600), ' ']), seenText }
  },
  'message.delete': (chance) => ({ dialogId: dialogId(chance), itemId: itemId(chance) }),
  'message.react': (chance) => ({
    dialogId: dialogId(chance),
    itemId: chance.pick(['asked', itemId(chance)]),
    emojis: chance.pick([[], ['👍'], ['👍', '❤️']]),
  }),
  'message.retry': answerIn,
  'message.confirm': answerIn,
  'dialog.assign': (chance) => ({ dialogId: dialogId(chance), to: person(chance), seenAssignee: person(chance) }),
  'dialog.close': (chance, shop) => {
    const id = dialogId(chance)
    return { dialogId: id, seen: seen(chance, shop, id) }
  },
  'dialog.reopen': (chance) => ({ dialogId: dialogId(chance) }),
  'dialog.spam': (chance) => ({ dialogId: dialogId(chance) }),
  'dialog.unspam': (chance) => ({ dialogId: dialogId(chance) }),
  'dialog.start': (chance) => ({
    channelId: chance.pick(['phones', 'phones', 'website', 'none']),
    address: chance.pick(['+380671234567', '+380671234568', '+380671234567', 'нет']),
    name: chance.pick([null, 'Анна']),
    subject: '',
    itemId: itemId(chance),
    text: chance.pick(['Здравствуйте', 'Ваш заказ готов', 'x'.repeat(1600)]),
    ...(chance.below(3) === 0 ? { cardId: `k${chance.below(6)}` } : {}),
    attachments: someFile(chance),
  }),
  'dialog.snooze': (chance) => ({ dialogId: dialogId(chance), until: NOON + chance.pick([1000, 200_000, 300_000]) }),
  'dialog.unsnooze': (chance) => ({ dialogId: dialogId(chance) }),
  'message.schedule': (chance, shop) => {
    const id = dialogId(chance)
    return {
      dialogId: id,
      itemId: itemId(chance),
      text: chance.pick(['Напоминаем', 'x'.repeat(1600)]),
      attachments: [],
      replyTo: null,
      dueAt: NOON + chance.pick([1000, 200_000, 300_000]),
      unlessAnswered: chance.below(2) === 0,
      seen: seen(chance, shop, id),
    }
  },
  'message.reschedule': (chance, shop) => ({
    ...scheduledIn(chance, shop),
    text: chance.pick(['Напоминаем ещё', '']),
    dueAt: NOON + chance.pick([1000, 200_000, 300_000]),
    seen: 0,
    seenText: chance.pick(['Напоминаем', 'Напоминаем ещё']),
    seenDueAt: NOON + chance.pick([1000, 200_000]),
  }),
  'message.unschedule': scheduledIn,
  'message.sendNow': scheduledIn,
  'channel.set': (chance) => ({
    channelId: chance.pick(['website', 'phones', 'none']),
    fields: chance.pick<CommandArgs<'channel.set'>['fields']>([
      { name: 'Сайт' },
      { isPaused: true },
      { isPaused: false },
      { reopen: 'queue', autoCloseHours: 24 },
      {},
    ]),
  }),
  'operator.setAway': (chance) => ({ isAway: chance.below(2) === 0 }),
  'note.create': (chance) => ({ dialogId: dialogId(chance), itemId: itemId(chance) }),
  'note.remove': (chance) => ({ dialogId: dialogId(chance), itemId: itemId(chance) }),
  ...CUSTOMER_GENERATORS,
  'workspace.set': (chance) => ({ guardsReplies: chance.below(2) === 0 }),
  'draft.set': (chance) => ({
    operatorId: chance.pick(['olga', 'olga', 'pavel']),
    dialogId: dialogId(chance),
    text: chance.text(4),
    base: chance.text(4),
  }),
  'draft.attach': (chance) => ({
    operatorId: chance.pick(['olga', 'olga', 'pavel']),
    dialogId: dialogId(chance),
    attachment: { id: `f${chance.below(4)}`, name: 'a.png', mime: 'image/png', size: 1 },
    before: chance.pick([undefined, null, `f${chance.below(4)}`]),
  }),
  'draft.detach': (chance) => ({
    operatorId: chance.pick(['olga', 'olga', 'pavel']),
    dialogId: dialogId(chance),
    fileId: `f${chance.below(4)}`,
  }),
  'filter.save': (chance) => ({
    operatorId: chance.pick(['olga', 'olga', 'pavel']),
    filter: { id: `f${chance.below(40)}`, name: `Фильтр ${chance.below(4)}`, params: 'answer=waiting' },
  }),
  'filter.remove': (chance) => ({ operatorId: chance.pick(['olga', 'olga', 'pavel']), filterId: `f${chance.below(40)}` }),
  'preferences.set': (chance) => ({
    operatorId: chance.pick(['olga', 'olga', 'pavel']),
    keys: chance.pick<OwnKeys | undefined>([undefined, {}, { note: null }, { note: { code: 'KeyB', with: 'alt' } }]),
    sendWith: chance.pick([undefined, 'enter' as const, 'ctrl-enter' as const]),
  }),
  'template.create': (chance) => ({ id: templateId(chance), isShared: chance.below(2) === 0, ...template(chance) }),
  'template.update': (chance) => ({
    id: templateId(chance),
    fields: chance.pick([{ text: chance.text(4) }, { title: 'Адрес' }, { text: '' }, template(chance)]),
  }),
  'template.remove': (chance) => ({ id: templateId(chance), isRemoved: chance.below(2) === 0 }),
  'template.move': (chance) => ({ ids: [templateId(chance), templateId(chance)], folder: chance.pick(['', 'Доставка']) }),
  'product.upsert': (chance) => ({ products: [product(chance), product(chance)] }),
  'product.remove': (chance) => ({ skus: [sku(chance)], isRemoved: chance.below(2) === 0 }),
  'order.create': (chance, shop) => ({
    ...inOrder(chance),
    customerId: null,
    customerName: 'Анна',
    currency: 'UAH',
    ...orderFields(chance, shop),
  }),
  'order.edit': (chance, shop) => {
    const { at, order } = ofOrder(chance, shop)
    const fields = chance.pick<CommandArgs<'order.edit'>['fields']>([
      orderFields(chance, shop),
      { comment: chance.text(4).trim() },
      { lines: [orderLine(chance, shop)] },
    ])
    return { ...at, fields, seenRevision: chance.pick([order?.revision ?? 1, 1]) }
  },
  'order.status': (chance, shop) => {
    const { at, order } = ofOrder(chance, shop)
    return { ...at, to: chance.pick(['confirmed', 'done', 'cancelled']), seen: chance.pick([order?.status ?? 'new', 'new']) }
  },
  'order.settle': (chance, shop) => {
    const { at, order } = ofOrder(chance, shop)
    const open = order?.differences[0] ?? { lineId: 'l1', kind: 'price' as const }
    return { ...at, lineId: open.lineId, kind: open.kind, take: chance.pick(['mine', 'catalogue']) }
  },
  'draft.share': (chance) => ({
    dialogId: dialogId(chance),
    draftId: draftId(chance),
    files: chance.below(3),
    ...chance.pick([{}, { replyTo: 'i1' }]),
  }),
  'draft.unshare': (chance) => ({ dialogId: dialogId(chance), draftId: draftId(chance) }),
  'dialog.readMentions': (chance) => ({ dialogId: dialogId(chance) }),
  ...CARD_GENERATORS,
}

export const COMMAND_TYPES = Object.keys(GENERATORS) as [CommandType, ...CommandType[]]

export function arbitraryCommand(chance: Chance, shop: Shop, id: string): Command {
  const type = chance.pick(COMMAND_TYPES)
  return { id, type, args: GENERATORS[type](chance, shop) }
}
