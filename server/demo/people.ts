/** Customers of the sample shop, as their messengers name them. */
import type { ChannelKind } from '#shared/domain/channel'
import { visitorName } from '../channels/widget/visitor-name'
import type { Chance } from './chance'
import type { Language } from './shop'

/** Who somebody is, whatever channel they write from. */
interface Self {
  readonly language: Language
  readonly first: string
  readonly last: string
  readonly nick: string
  readonly phone: string
  readonly email: string
}

export interface Person extends Self {
  readonly peerKey: string
  /** As the channel says. */
  readonly name: string
  /** As an operator would write it down. */
  readonly fullName: string
}

const FIRST: Readonly<Record<Language, readonly string[]>> = {
  ru: ['Оксана', 'Елена', 'Юлия', 'Татьяна', 'Ирина', 'Светлана', 'Виктория', 'Наталья', 'Алина', 'Дарья', 'Ольга', 'Людмила', 'Кристина'],
  uk: ['Оксана', 'Олена', 'Юлія', 'Тетяна', 'Ірина', 'Соломія', 'Вікторія', 'Наталія', 'Аліна', 'Дарина', 'Ольга', 'Людмила', 'Христина'],
}
const LAST: Readonly<Record<Language, readonly string[]>> = {
  ru: ['Кравец', 'Шульга', 'Бойко', 'Гончар', 'Савченко', 'Петренко', 'Левченко', 'Мороз', 'Руденко', 'Сидоренко', 'Ярош', 'Тимошенко'],
  uk: ['Кравець', 'Шульга', 'Бойко', 'Гончар', 'Савчук', 'Петренко', 'Левчук', 'Мороз', 'Руденко', 'Стець', 'Яремчук', 'Дзюба'],
}
const NICKS = [
  'home.sweet',
  'kate_kiev',
  'mama.dvoih',
  'juli.decor',
  'nata_ua',
  'svitlo.design',
  'our_little_flat',
  'vika.interior',
  'lesya.lviv',
  'teplo_i_zatyshno',
]

interface Place {
  readonly kind: ChannelKind
  readonly number: number
}

export const drawPerson = (chance: Chance, { language, ...place }: Place & { language: Language }): Person =>
  seenFrom(chance, drawSelf(chance, language), place)

/** The same person, writing from another channel. */
export const drawAgain = (chance: Chance, person: Person, place: Place): Person => seenFrom(chance, person, place)

function drawSelf(chance: Chance, language: Language): Self {
  const first = chance.pick(FIRST[language])
  const last = chance.pick(LAST[language])
  const nick = `${chance.pick(NICKS)}${chance.happens(0.4) ? chance.between(1, 99) : ''}`
  const phone = `+380${chance.pick(['50', '63', '66', '67', '68', '73', '93', '95', '97', '98'])}555${chance.between(1000, 9999)}`
  return { language, first, last, nick, phone, email: `${nick.replace(/[._]+/g, '.')}@mail.example` }
}

function seenFrom(chance: Chance, self: Self, { kind, number }: Place): Person {
  const peerKey = `${kind}-${number}-${chance.between(100_000, 999_999)}`
  return { ...self, peerKey, name: nameIn(kind, chance, { ...self, peerKey }), fullName: `${self.first} ${self.last}` }
}

/** Each messenger has its own idea of a name. */
function nameIn(
  kind: ChannelKind,
  chance: Chance,
  { first, last, nick, phone, email, peerKey, language }: Self & { peerKey: string },
): string {
  switch (kind) {
    case 'widget':
      return visitorName(peerKey, language)
    case 'sms':
      return phone
    case 'email':
      return chance.happens(0.7) ? `${first} ${last}` : email
    case 'instagram':
      return chance.happens(0.6) ? nick : `${first} | ${chance.pick(['декор', 'дизайн', 'home', '🌿'])}`
    case 'telegram_bot':
    case 'telegram_user':
    case 'viber_bot':
      return chance.pick([first, `${first} ${last}`, `${first} ${last.charAt(0)}.`, `${first} 🌻`, nick])
    default:
      return `${first} ${last}`
  }
}
