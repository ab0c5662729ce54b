/** The sample shop: who works there, where customers write from, what it sells. */
import type { Channel } from '#shared/domain/channel'
import type { Operator } from '#shared/domain/operator'

export type Language = 'ru' | 'uk'

/** One password for all of them: the workspace lives for an hour and on this machine. */
export const DEMO_PASSWORD = 'teplo-demo'

export const SHOP_NAME = 'Тёплый дом'

export const OWNER = { name: 'Олена Шевченко', email: 'olena@teplo.example', password: DEMO_PASSWORD }

export const COLLEAGUES: readonly Omit<Operator, 'id'>[] = [
  { name: 'Андрей Мельник', email: 'andrey@teplo.example', role: 'admin', isDisabled: false },
  { name: 'Марина Бондаренко', email: 'marina@teplo.example', role: 'operator', isDisabled: false },
  { name: 'Ігор Коваленко', email: 'ihor@teplo.example', role: 'operator', isDisabled: false },
  { name: 'Анна Ткаченко', email: 'anna@teplo.example', role: 'operator', isDisabled: false },
  { name: 'Дмитро Лисенко', email: 'dmytro@teplo.example', role: 'operator', isDisabled: false },
  { name: 'Наталья Романова', email: 'natalia@teplo.example', role: 'operator', isDisabled: false },
  { name: 'Світлана Кравченко', email: 'svitlana@teplo.example', role: 'operator', isDisabled: false },
]

type SampleChannel = Pick<Channel, 'kind' | 'name'> & {
  /** How many of a hundred dialogs are here. */
  readonly share: number
}

/** Besides the website, which is real. */
export const SAMPLE_CHANNELS: readonly SampleChannel[] = [
  { kind: 'instagram', name: 'Instagram @teplo.dim', share: 22 },
  { kind: 'telegram_bot', name: 'Telegram-бот @teplo_dim_bot', share: 16 },
  { kind: 'telegram_user', name: 'Telegram +380 67 555 01 23', share: 10 },
  { kind: 'viber_bot', name: 'Viber «Тёплый дом»', share: 12 },
  { kind: 'messenger', name: 'Facebook «Теплий дім»', share: 7 },
  { kind: 'whatsapp', name: 'WhatsApp +380 50 555 04 56', share: 5 },
  { kind: 'sms', name: 'SMS TeploDim', share: 3 },
  { kind: 'email', name: 'hello@teplo.example', share: 5 },
  { kind: 'prom', name: 'Prom.ua', share: 5 },
  { kind: 'rozetka', name: 'Rozetka', share: 4 },
]
export const WEBSITE_SHARE = 11
/** The name of its channel, as the set-up gives it. */
export const WEBSITE = 'Website'

/** Masculine things only, so that a name fits any sentence it is put into. */
interface Goods {
  readonly product: readonly string[]
  readonly textile: readonly string[]
  readonly bedding: readonly string[]
  readonly colour: readonly string[]
}

export const GOODS: Readonly<Record<Language, Goods>> = {
  ru: {
    product: [
      'плед «Карпаты»',
      'комплект белья «Лён»',
      'светильник «Маяк»',
      'ковёр «Скандия»',
      'чайный набор «Утро»',
      'подсвечник «Трио»',
      'набор полотенец «Спа»',
      'диффузор «Хвойный лес»',
    ],
    textile: ['плед «Карпаты»', 'плед «Косичка»', 'комплект белья «Лён»', 'набор полотенец «Спа»'],
    bedding: ['комплект белья «Лён»', 'комплект белья «Сатин»', 'плед «Карпаты»'],
    colour: ['молочный', 'терракотовый', 'графитовый', 'оливковый', 'горчичный', 'пудровый'],
  },
  uk: {
    product: [
      'плед «Карпати»',
      'комплект білизни «Льон»',
      'світильник «Маяк»',
      'килим «Скандія»',
      'чайний набір «Ранок»',
      'підсвічник «Тріо»',
      'набір рушників «Спа»',
      'дифузор «Хвойний ліс»',
    ],
    textile: ['плед «Карпати»', 'плед «Кіска»', 'комплект білизни «Льон»', 'набір рушників «Спа»'],
    bedding: ['комплект білизни «Льон»', 'комплект білизни «Сатин»', 'плед «Карпати»'],
    colour: ['молочний', 'теракотовий', 'графітовий', 'оливковий', 'гірчичний', 'пудровий'],
  },
}

export const CITIES: Readonly<Record<Language, readonly string[]>> = {
  ru: ['Одесса', 'Харьков', 'Днепр', 'Запорожье', 'Николаев', 'Киев', 'Полтава', 'Херсон'],
  uk: ['Львів', 'Київ', 'Тернопіль', 'Вінниця', 'Івано-Франківськ', 'Луцьк', 'Чернівці', 'Ужгород', 'Житомир'],
}
