import type { DialogRow, Me } from '../../data/contract'
import type { Values } from './variables'

/** How the website's chat calls a visitor who has not said a name: no greeting begins like that. */
const NUMBERED = /^(Посетитель|Відвідувач|Visitor) \d+$/

/** A name that one would greet somebody by; empty when there is none. */
export const greetedAs = (name: string | undefined): string => (name === undefined || NUMBERED.test(name) ? '' : name)

/** What a chat says of the variables. A customer who has given no name leaves a blank. */
export const valuesOf = (row: DialogRow, me: Me): Values => ({
  customer: greetedAs(row.customer?.name ?? row.contact?.name),
  operator: me.name,
  channel: row.channel?.name ?? '',
})
