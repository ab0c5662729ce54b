import { describe, expect, test } from 'vitest'
import { applyCommand } from '#shared/commands/catalogue'
import { type Customer, fieldValueOf, newCustomer } from '#shared/domain/customer'
import type { CustomerField, FieldValue } from '#shared/domain/customer-field'
import { change, type Kind, type RowOf, type World } from '#shared/domain/row'
import { WORKSPACE_ID, type Workspace } from '#shared/domain/workspace'
import type { AnyCommand } from '../../data/contract'
import { restoring } from './customer-edit'

const field = (id: string, type: CustomerField['type'], choices: string[] = []): CustomerField => ({
  id,
  name: id,
  type,
  choices,
  isRemoved: false,
})
const WORKSPACE: Workspace = {
  id: WORKSPACE_ID,
  name: 'Лавка',
  country: 'UA',
  guardsReplies: true,
  customerFields: [field('city', 'text'), field('bonus', 'number'), field('born', 'date'), field('size', 'choice', ['M', 'L', 'XL'])],
  customerTags: [{ id: 'vip', name: 'VIP', color: 'blue', isRemoved: false }],
}

/** One customer, and commands of several people in the order in which the server decides them. */
function makeDesk(more: Partial<Customer> = {}) {
  let customer: Customer = { ...newCustomer({ id: 'k', name: 'Мария', createdBy: null }, 0), ...more }
  let commands = 0
  const world: World = {
    get<K extends Kind>(kind: K, id: string): RowOf<K> | undefined {
      const row = [change('customer', customer), change('workspace', WORKSPACE)].find(
        (each) => each.kind === kind && each.row.id === id,
      )?.row
      // Found under its kind.
      return row as RowOf<K> | undefined
    },
  }
  return {
    customer: () => customer,
    give(command: AnyCommand, operatorId: string) {
      commands += 1
      const actor = { operatorId, role: 'operator', name: operatorId } as const
      const outcome = applyCommand({ id: `c${commands}`, ...command }, { actor, now: commands, world })
      if (!outcome.ok) throw new Error(outcome.code)
      for (const { kind, row } of outcome.changes) if (kind === 'customer') customer = row
    },
  }
}

const set = (id: string, value: FieldValue | null, base: FieldValue | null): AnyCommand => ({
  type: 'customer.set',
  args: { customerId: 'k', field: id, value, base },
})

describe('[K7] two operators write into one field apart: the later stands, and the other comes back in one click', () => {
  test.each<{ kind: string; id: string; before: FieldValue | null; first: FieldValue | null; later: FieldValue | null }>([
    { kind: 'the name', id: 'name', before: 'Мария', first: 'Мария Коваль', later: 'Марія К.' },
    { kind: 'a text', id: 'city', before: null, first: 'Киев', later: 'Львов' },
    { kind: 'a number', id: 'bonus', before: 10, first: 0, later: 25.5 },
    { kind: 'a date', id: 'born', before: '1990-02-03', first: '1990-03-02', later: '1991-02-03' },
    { kind: 'a choice', id: 'size', before: 'M', first: 'L', later: 'XL' },
    { kind: 'a value that the other takes away', id: 'city', before: 'Киев', first: 'Львов', later: null },
  ])('$kind', ({ id, before, first, later }) => {
    const desk = makeDesk(id === 'name' || before === null ? {} : { fields: { [id]: before } })
    desk.give(set(id, first, before), 'olga')
    desk.give(set(id, later, before), 'pavel')
    expect(fieldValueOf(desk.customer(), id)).toBe(later)
    const lost = desk.customer().history.at(-1)
    expect(lost).toMatchObject({ field: id, by: 'pavel', from: first, to: later, unseen: true })
    const back = lost && restoring(desk.customer(), lost)
    if (back) desk.give(back, 'olga')
    expect(fieldValueOf(desk.customer(), id)).toBe(first)
    // What was seen before it was changed is no loss; and what stands there is not brought back once more.
    expect(desk.customer().history.at(-1)?.unseen).toBeUndefined()
    expect(lost && restoring(desk.customer(), lost)).toBeNull()
  })
})

describe('[K7] two operators change one list apart: all that is added stays, and each change has its way back', () => {
  test.each([
    { list: 'phones', there: '+380671234567', mine: '+380501112233', theirs: '+380931112233' },
    { list: 'emails', there: 'maria@example.com', mine: 'm@example.com', theirs: 'koval@example.com' },
  ] as const)('$list', ({ list, there, mine, theirs }) => {
    const desk = makeDesk({ [list]: [there] })
    const of = (type: 'customer.add' | 'customer.take', value: string): AnyCommand => ({ type, args: { customerId: 'k', list, value } })
    desk.give(of('customer.add', mine), 'olga')
    desk.give(of('customer.take', there), 'olga')
    desk.give(of('customer.add', theirs), 'pavel')
    expect(desk.customer()[list]).toEqual([mine, theirs])
    for (const edit of desk.customer().history) {
      const back = restoring(desk.customer(), edit)
      if (back) desk.give(back, 'olga')
    }
    expect(desk.customer()[list]).toEqual([there])
  })

  test('tags', () => {
    const desk = makeDesk()
    desk.give({ type: 'customer.add', args: { customerId: 'k', list: 'tags', value: 'vip' } }, 'olga')
    const [given] = desk.customer().history
    desk.give(set('city', 'Киев', null), 'pavel')
    const back = given && restoring(desk.customer(), given)
    if (back) desk.give(back, 'pavel')
    expect(desk.customer()).toMatchObject({ tags: [], fields: { city: 'Киев' } })
  })

  test('links between people are not brought back from here: they have a way back of their own', () => {
    const { customer } = makeDesk()
    for (const field of ['contacts', 'merged'])
      expect(restoring(customer(), { id: 'x', at: 0, by: null, field, from: null, to: 'other' })).toBeNull()
  })
})
