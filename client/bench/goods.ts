/** A catalogue as large as one gets, and questions to it. */
import { type Change, change } from '#shared/domain/row'

const KINDS = ['Плед', 'Ковёр', 'Светильник', 'Подсвечник', 'Полотенце', 'Комплект белья', 'Чайный набор', 'Диффузор']
const NAMES = ['Карпаты', 'Скандия', 'Утро', 'Маяк', 'Косичка', 'Лён', 'Сатин', 'Трио', 'Спа', 'Хвойный лес', 'Прованс', 'Этно']
const COLOURS = ['молочный', 'терракотовый', 'графитовый', 'оливковый', 'горчичный', 'пудровый', 'синий', 'белый']
const SIZES = ['130×180 см', '140×200 см', '160×230 см', '200×220 см', 'один размер']

const of = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length]

/** In parts as the server sends them. */
export function* makeGoods(count: number, partSize: number): Generator<readonly Change[]> {
  for (let start = 0; start < count; start += partSize)
    yield Array.from({ length: Math.min(partSize, count - start) }, (_, index) => product(start + index))
}

function product(n: number): Change {
  const sku = `TP-${String(n).padStart(5, '0')}`
  return change('product', {
    id: sku,
    sku,
    barcode: String(4_820_000_000_000 + n * 7919),
    name: `${of(KINDS, n)} «${of(NAMES, n >> 3)}», ${of(COLOURS, n >> 5)}`,
    properties: [
      ['Бренд', `Мастерская ${n % 400}`],
      ['Цвет', of(COLOURS, n >> 5) ?? ''],
      ['Размер', of(SIZES, n >> 2) ?? ''],
      ['Материал', of(['шерсть', 'хлопок', 'лён', 'керамика'], n >> 4) ?? ''],
    ],
    description: 'Плотная вязка, стирка при 30°, сушить на горизонтальной поверхности. '.repeat(4),
    price: { minor: 9900 + (n % 5000) * 100, currency: 'UAH' },
    pictures: [{ url: `https://shop.example/pictures/${n}.jpg` }],
    stock: n % 7,
    stocks: [],
    group: `g${n >> 3}`,
    category: 'Дом / Текстиль',
    isRemoved: false,
    updatedAt: 1_700_000_000_000,
  })
}

/** By SKU, its part, barcode, its end, a word that thousands have, several of those, a rare one, another layout, nothing. */
export const QUESTIONS = [
  'TP-04217',
  '4217',
  String(4_820_000_000_000 + 4217 * 7919),
  'пле',
  'плед молочный',
  'ковер скандия терракотовый шерсть',
  'мастерская 217',
  'gktl rfhgfns',
  'нетакоготовара',
]
