/** Saved customers of the sample shop beyond their names: what it wants to know of them, who is whom, and who has not written yet. */
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { CustomerEntry } from '#shared/commands/customer'
import { MAX_UPSERT_CUSTOMERS } from '#shared/commands/customer'
import type { Actor } from '#shared/commands/spec'
import type { CustomerField, CustomerTag } from '#shared/domain/customer-field'
import type { Dialog } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import type { Committer } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { Store } from '../store/port'
import type { Chance } from './chance'
import { drawPerson, type Person } from './people'
import { CITIES } from './shop'
import type { Told } from './tell'

const TAGS: readonly Omit<CustomerTag, 'isRemoved'>[] = [
  { id: 'regular', name: 'Постоянный', color: 'green' },
  { id: 'wholesale', name: 'Опт', color: 'purple' },
  { id: 'vip', name: 'VIP', color: 'yellow' },
  { id: 'designer', name: 'Дизайнер', color: 'blue' },
  { id: 'careful', name: 'Предоплата', color: 'red' },
]
const LEVELS = ['Новый', 'Серебро', 'Золото']
const HEARD = ['Instagram', 'Google', 'Рекомендация', 'Выставка']
const FIELDS: readonly Omit<CustomerField, 'isRemoved'>[] = [
  { id: 'city', name: 'Город', type: 'text', choices: [] },
  { id: 'birthday', name: 'День рождения', type: 'date', choices: [] },
  { id: 'level', name: 'Карта лояльности', type: 'choice', choices: LEVELS },
  { id: 'heard', name: 'Откуда узнали', type: 'choice', choices: HEARD },
]

/** From a table that the shop had before Okno. */
const NEVER_WROTE = 60
const DAY_MS = 24 * 60 * 60_000

interface Filling {
  readonly store: Store
  readonly committer: Committer
  readonly operators: readonly Actor[]
  readonly told: readonly Told[]
  readonly chance: Chance
  readonly now: number
}

export async function fillBuyers({ store, committer, operators, told, chance, now }: Filling): Promise<void> {
  const [owner] = operators
  if (!owner) throw new Error('The sample has nobody')
  const underWay: Promise<unknown>[] = []

  async function command<T extends CommandType>(by: Actor, at: number, type: T, args: CommandArgs<T>): Promise<void> {
    const executor = createExecutor({ store, committer, visibility: EVERYBODY, clock: () => at })
    for (const result of await executor.admit(by, [{ id: newId(), type, args }])) {
      underWay.push(
        result.then(({ status, code }) => {
          if (status !== 'done') throw new Error(`The sample's ${type} was refused: ${code}`)
        }),
      )
    }
  }

  const opened = now - 100 * DAY_MS
  for (const tag of TAGS) await command(owner, opened, 'customerTag.put', { tag: { ...tag, isRemoved: false } })
  for (const field of FIELDS)
    await command(owner, opened, 'customerField.put', { field: { ...field, choices: [...field.choices], isRemoved: false } })

  const saved = told.flatMap(({ customerId, person }) => (customerId === null ? [] : [{ customerId, person }]))
  for (const { customerId, person } of saved) {
    const [by, at] = [chance.pick(operators), now - chance.between(1, 5 * DAY_MS)]
    for (const value of tagsOf(chance)) await command(by, at, 'customer.add', { customerId, list: 'tags', value })
    for (const [field, value] of Object.entries(fieldsOf(chance, person)))
      await command(by, at, 'customer.set', { customerId, field, value, base: null })
  }

  const table = Array.from({ length: NEVER_WROTE }, (_, number) => entryOf(chance, number))
  for (let from = 0; from < table.length; from += MAX_UPSERT_CUSTOMERS)
    await command(owner, opened, 'customer.upsert', { customers: table.slice(from, from + MAX_UPSERT_CUSTOMERS) })

  for (const [one, other] of pairsOf(told)) {
    const by = chance.pick(operators)
    if (one.customerId && other.customerId) {
      // A few are left for the newcomer: Okno suggests that they are one.
      if (chance.happens(0.6))
        await command(by, now - chance.between(1, 3 * DAY_MS), 'customer.merge', { into: one.customerId, from: other.customerId })
      continue
    }
    const customerId = one.customerId ?? other.customerId
    const unsaved = one.customerId ? other : one
    if (!customerId || chance.happens(0.2)) continue
    const { dialogId, contactId } = unsaved
    await command(by, await momentAfter(store, dialogId, now), 'customer.link', { dialogId, contactId, customerId })
  }
  await Promise.all(underWay)
}

/** Those who have written from two channels. */
function pairsOf(told: readonly Told[]): readonly (readonly [Told, Told])[] {
  const byPhone = new Map<string, Told>()
  return told.flatMap((one) => {
    const other = byPhone.get(one.person.phone)
    if (!other) byPhone.set(one.person.phone, one)
    return other ? [[other, one] as const] : []
  })
}

/** So that the conversation stays in order. */
async function momentAfter(store: Store, dialogId: Id, now: number): Promise<number> {
  const [stored] = await store.rows([{ kind: 'dialog', id: dialogId }])
  // The store returns what was written under this kind.
  const dialog = stored?.row as Dialog | undefined
  return Math.min((dialog?.updatedAt ?? now) + 1000, now)
}

const tagsOf = (chance: Chance): readonly Id[] =>
  chance
    .shuffled(TAGS)
    .slice(0, chance.pick([0, 0, 1, 1, 1, 2]))
    .map(({ id }) => id)

function fieldsOf(chance: Chance, { language }: Person): Readonly<Record<Id, string>> {
  const year = chance.between(1962, 2003)
  const day = `${year}-${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`
  return {
    ...(chance.happens(0.8) ? { city: chance.pick(CITIES[language]) } : {}),
    ...(chance.happens(0.4) ? { birthday: day } : {}),
    ...(chance.happens(0.6) ? { level: chance.pick(LEVELS) } : {}),
    ...(chance.happens(0.3) ? { heard: chance.pick(HEARD) } : {}),
  }
}

function entryOf(chance: Chance, number: number): CustomerEntry {
  const person = drawPerson(chance, { kind: 'email', language: chance.happens(0.5) ? 'ru' : 'uk', number })
  return {
    id: newId(),
    name: person.fullName,
    phones: [person.phone],
    emails: chance.happens(0.4) ? [`${number}.${person.email}`] : [],
    tags: [...tagsOf(chance)],
    fields: fieldsOf(chance, person),
  }
}
