/** What the sample shop keeps at hand: quick replies and a catalogue with pictures. */

import type { ProductEntry } from '#shared/commands/product'
import { MAX_UPSERT_PRODUCTS } from '#shared/commands/product'
import type { Actor } from '#shared/commands/spec'
import { newId } from '#shared/domain/id'
import type { ProductPicture } from '#shared/domain/product'
import type { Committer } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { BlobFiles } from '../http/blob-files'
import type { Store } from '../store/port'
import { LIBRARY } from '../store/port-blobs'
import type { Chance } from './chance'
import { drawPicture, PICTURE_HEIGHT, PICTURE_WIDTH } from './picture'

const REPLIES: readonly { folder: string; title: string; shortcut: string; text: string }[] = [
  { folder: '', title: 'Приветствие', shortcut: 'привет', text: 'Здравствуйте, {имя клиента}! Меня зовут {оператор}. Чем помочь?' },
  {
    folder: 'Оплата',
    title: 'Реквизиты карты',
    shortcut: 'карта',
    text: 'Карта для оплаты: 4441 1111 2222 3333, получатель Шевченко О. В.',
  },
  {
    folder: 'Оплата',
    title: 'Оплата получена',
    shortcut: '',
    text: '{имя клиента}, оплату получили, спасибо! Заказ {номер заказа} отправим {день}.',
  },
  {
    folder: 'Доставка',
    title: 'Сроки Новой почты',
    shortcut: 'нп',
    text: 'Новой почтой посылка идёт 1–2 дня. Напишите, пожалуйста, город и номер отделения.',
  },
  { folder: 'Доставка', title: 'Посылка в пути', shortcut: 'ттн', text: 'Отправили сегодня. Номер накладной: {ТТН}. Прибытие {день}.' },
  { folder: 'Доставка', title: 'Самовывоз', shortcut: '', text: 'Забрать можно в Одессе, ул. Садовая, 5, ежедневно с 10 до 19.' },
  {
    folder: 'Возврат',
    title: 'Как вернуть',
    shortcut: 'возврат',
    text: 'Вернуть можно 14 дней, если товар не был в употреблении. Вышлите его на отделение {отделение}.',
  },
  { folder: 'Возврат', title: 'Деньги вернули', shortcut: '', text: '{имя клиента}, деньги вернули на карту, придут в течение трёх дней.' },
]

const COLOURS = ['молочный', 'терракотовый', 'графитовый', 'оливковый', 'горчичный', 'пудровый'] as const

const GOODS: readonly {
  code: string
  name: string
  description: string
  price: number
  size: string
  material: string
  category: string
}[] = [
  {
    code: 'PL-KRP',
    name: 'Плед «Карпаты»',
    description: 'Плотный вязаный плед, стирка при 30°.',
    price: 1299,
    size: '140×200 см',
    material: 'шерсть',
    category: 'Пледы',
  },
  {
    code: 'PL-KSC',
    name: 'Плед «Косичка»',
    description: 'Крупная вязка косами, мягкий край.',
    price: 1499,
    size: '130×180 см',
    material: 'хлопок',
    category: 'Пледы',
  },
  {
    code: 'BL-LEN',
    name: 'Комплект белья «Лён»',
    description: 'Смягчённый лён, на пуговицах.',
    price: 3890,
    size: '200×220 см',
    material: 'лён',
    category: 'Постельное бельё',
  },
  {
    code: 'BL-STN',
    name: 'Комплект белья «Сатин»',
    description: 'Гладкий сатин, почти не мнётся.',
    price: 2750,
    size: '200×220 см',
    material: 'хлопок',
    category: 'Постельное бельё',
  },
  {
    code: 'SV-MYK',
    name: 'Светильник «Маяк»',
    description: 'Тёплый свет, три яркости, USB-C.',
    price: 1840,
    size: '18×32 см',
    material: 'керамика',
    category: 'Свет',
  },
  {
    code: 'KV-SKN',
    name: 'Ковёр «Скандия»',
    description: 'Двусторонний, короткий ворс.',
    price: 5400,
    size: '160×230 см',
    material: 'джут',
    category: 'Ковры',
  },
  {
    code: 'CH-UTR',
    name: 'Чайный набор «Утро»',
    description: 'Чайник 0,8 л и четыре чашки.',
    price: 1620,
    size: '5 предметов',
    material: 'керамика',
    category: 'Посуда',
  },
  {
    code: 'PD-TRI',
    name: 'Подсвечник «Трио»',
    description: 'Три высоты, устойчивая подставка.',
    price: 690,
    size: '12–24 см',
    material: 'дуб',
    category: 'Декор',
  },
  {
    code: 'PT-SPA',
    name: 'Набор полотенец «Спа»',
    description: 'Вафельные, быстро сохнут.',
    price: 980,
    size: '3 предмета',
    material: 'хлопок',
    category: 'Ванная',
  },
  {
    code: 'DF-HVL',
    name: 'Диффузор «Хвойный лес»',
    description: 'Хватает на два месяца.',
    price: 540,
    size: '120 мл',
    material: 'стекло',
    category: 'Декор',
  },
]

export async function fillLibrary(options: {
  store: Store
  committer: Committer
  files: BlobFiles
  owner: Actor
  chance: Chance
  now: number
}): Promise<void> {
  const { store, committer, owner, chance, now } = options
  const executor = createExecutor({ store, committer, visibility: EVERYBODY, clock: () => now })
  const pictures = await Promise.all(COLOURS.map(() => picture(options)))
  const products = GOODS.flatMap((goods, row) =>
    COLOURS.map((colour, column) => entryOf(goods, colour, { index: row * COLOURS.length + column, picture: pictures[column], chance })),
  )
  const commands = [
    ...REPLIES.map((reply) => ({
      id: newId(),
      type: 'template.create' as const,
      args: { id: newId(), isShared: true, attachments: [], ...reply },
    })),
    ...Array.from({ length: Math.ceil(products.length / MAX_UPSERT_PRODUCTS) }, (_, part) => ({
      id: newId(),
      type: 'product.upsert' as const,
      args: { products: products.slice(part * MAX_UPSERT_PRODUCTS, (part + 1) * MAX_UPSERT_PRODUCTS) },
    })),
  ]
  for (const result of await executor.admit(owner, commands)) {
    const { status, code } = await result
    if (status !== 'done') throw new Error(`The sample's library was refused: ${code}`)
  }
}

function entryOf(
  { code, name, description, price, size, material, category }: (typeof GOODS)[number],
  colour: string,
  { index, picture, chance }: { index: number; picture: ProductPicture | undefined; chance: Chance },
): ProductEntry {
  return {
    sku: `${code}-${String(index + 1).padStart(3, '0')}`,
    barcode: `48200${String(1_000_000 + index * 7919).padStart(8, '0')}`,
    name: `${name}, ${colour}`,
    properties: [
      ['Цвет', colour],
      ['Размер', size],
      ['Материал', material],
    ],
    description,
    price: { minor: price * 100, currency: 'UAH' },
    pictures: picture ? [picture] : [],
    stocks: [
      ['Одесса', chance.below(5) === 0 ? 0 : chance.between(1, 30)],
      ['Киев', chance.below(5) === 0 ? 0 : chance.between(1, 12)],
    ],
    group: code,
    category,
  }
}

async function picture({ store, files, owner, chance, now }: Parameters<typeof fillLibrary>[0]): Promise<ProductPicture> {
  const bytes = drawPicture(chance)
  const facts = { id: newId(), name: 'product.png', mime: 'image/png', size: bytes.length }
  const sha256 = await files.write(bytes)
  await store.blobs.add({ ...facts, sha256, owner: { kind: 'operator', id: owner.operatorId }, dialogId: LIBRARY, createdAt: now })
  return { file: { ...facts, width: PICTURE_WIDTH, height: PICTURE_HEIGHT } }
}
