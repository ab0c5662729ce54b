/** A shop's past of any size, the same for the same numbers. Newest dialogs first, as a server sends them. */
import { append, openTimeline } from '#shared/commands/timeline'
import { newDialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { type Change, change } from '#shared/domain/row'

export interface History {
  readonly dialogs: number
  readonly itemsPerDialog: number
}

const MINUTE_MS = 60_000

/** The newest dialogs, which are the ones that are opened, have a screenful and more behind them. */
const LONG = { dialogs: 10, items: 40 }

/** How much is said in a dialog. */
export const itemsOf = (index: number, itemsPerDialog: number): number =>
  index < LONG.dialogs ? Math.max(LONG.items, itemsPerDialog) : itemsPerDialog

const NAMES = ['Анна', 'Оксана', 'Степан', 'Марина', 'Пётр', 'Олена', 'Борис', 'Ирина', 'Глеб', 'Дарина']
const SURNAMES = ['Коваль', 'Мельник', 'Бойко', 'Шевченко', 'Ткаченко', 'Кравец', 'Лысенко', 'Гончар', 'Петренко', 'Савченко']
/** Words of a shop, from everyday ones to rare ones. */
const WORDS = (
  'здравствуйте подскажите пожалуйста есть ли в наличии сколько стоит доставка заказ оплата картой новая почта отделение ' +
  'спасибо большое когда отправите размер цвет синий красный чёрный белый кружка лампа куртка ботинки рубашка подушка одеяло ' +
  'чайник кастрюля ножницы велосипед гарантия возврат обмен чек скидка подарок упаковка самовывоз курьер адрес телефон'
).split(' ')

export function* makeHistory(
  { dialogs, itemsPerDialog }: History,
  of: { readonly channelIds: readonly Id[]; readonly operatorId: Id },
  perPart: number,
): Generator<{ readonly changes: readonly Change[]; readonly low: Record<Id, number> }> {
  const now = Date.now()
  let changes: Change[] = []
  let low: Record<Id, number> = {}
  let first = 0
  for (let index = 0; index < dialogs; index += 1) {
    const items = itemsOf(index, itemsPerDialog)
    changes.push(...dialogChanges(index, { items, first }, now, of))
    first += items
    low[`bench-${index}`] = 1
    if ((index + 1) % perPart === 0 || index === dialogs - 1) {
      yield { changes, low }
      changes = []
      low = {}
    }
  }
}

/** `first`: which of all sentences the dialog begins with. */
function dialogChanges(
  index: number,
  { items, first }: { readonly items: number; readonly first: number },
  now: number,
  of: { channelIds: readonly Id[]; operatorId: Id },
): readonly Change[] {
  const channelId = of.channelIds[index % of.channelIds.length] ?? ''
  const id = `bench-${index}`
  const contact = change('contact', {
    id: `${id}-contact`,
    channelId,
    peerKey: id,
    name: `${pick(NAMES, index)} ${pick(SURNAMES, Math.floor(index / 10))} ${index}`,
    nameBy: 'channel',
    phones: [`+38067${String(index).padStart(7, '0')}`],
    emails: [],
    origin: null,
    createdAt: now - index * MINUTE_MS,
  })
  const begun = now - index * MINUTE_MS - items * MINUTE_MS
  let timeline = openTimeline({
    ...newDialog({ id, channelId, contactId: `${id}-contact` }, begun),
    state: index % 5 === 4 ? 'closed' : 'open',
    assigneeId: index % 3 === 0 ? of.operatorId : null,
  })
  for (let item = 0; item < items; item += 1) {
    const isIn = item % 2 === 0 || (index % 4 === 0 && item === items - 1)
    timeline = append(timeline, {
      id: `${id}-${item + 1}`,
      kind: 'message',
      at: begun + (item + 1) * MINUTE_MS,
      direction: isIn ? 'in' : 'out',
      authorId: isIn ? null : of.operatorId,
      text: sentence(first + item),
      attachments: [],
      replyTo: null,
      state: isIn ? 'received' : 'read',
      error: null,
    })
  }
  return [contact, ...timeline.changes]
}

/** Eight to thirteen words; every thousandth says something that nothing else says. */
function sentence(n: number): string {
  const words = Array.from({ length: 8 + (n % 6) }, (_, place) => pick(WORDS, mixed(n * 31 + place)))
  return n % 1000 === 7 ? `${words.join(' ')} артикул${n}` : words.join(' ')
}

const mixed = (n: number): number => (Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) >>> 8) & 0xffff
const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? ''
