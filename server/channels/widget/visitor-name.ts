import { createHash } from 'node:crypto'
import type { Id } from '#shared/domain/id'
import type { WidgetLanguage } from '#shared/protocol/widget'

const WORD: Readonly<Record<WidgetLanguage, string>> = { ru: 'Посетитель', uk: 'Відвідувач', en: 'Visitor' }

/** «Посетитель 4821»: tells strangers apart in a list. The number comes from the id, so it never changes. */
export function visitorName(visitorId: Id, language: WidgetLanguage): string {
  const number = 1000 + (createHash('sha256').update(visitorId).digest().readUInt32BE(0) % 9000)
  return `${WORD[language]} ${number}`
}

/** What a customer may know of an operator. A name that is an e-mail address must not give the address away. */
export const firstName = (name: string): string => name.trim().split(/[\s@]/, 1)[0] ?? ''
