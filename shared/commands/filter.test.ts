import { describe, expect, test } from 'vitest'
import { MAX_SAVED_FILTERS } from '../domain/preferences'
import { applyCommand, type CommandType } from './catalogue'
import { makeShop, NOON, OLGA } from './world-fixture'

const filter = (id: string, name = 'Мои без ответа') => ({ id, name, params: 'answer=waiting' })

function give(shop: ReturnType<typeof makeShop>, type: CommandType, args: unknown) {
  const outcome = applyCommand({ id: 'cmd', type, args }, { actor: OLGA, now: NOON, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

describe('[L2] saved filters', () => {
  test('are kept in the order they were made; the same id again replaces', () => {
    const shop = makeShop()
    give(shop, 'filter.save', { operatorId: 'olga', filter: filter('a') })
    give(shop, 'filter.save', { operatorId: 'olga', filter: filter('b', 'Почта') })
    give(shop, 'filter.save', { operatorId: 'olga', filter: filter('a', ' Срочные ') })
    expect(shop.get('preferences', 'olga')?.filters.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Срочные'],
      ['b', 'Почта'],
    ])
    give(shop, 'filter.remove', { operatorId: 'olga', filterId: 'a' })
    expect(shop.get('preferences', 'olga')?.filters.map(({ id }) => id)).toEqual(['b'])
  })

  test('are nobody else’s to change', () => {
    const shop = makeShop()
    expect(give(shop, 'filter.save', { operatorId: 'pavel', filter: filter('a') })).toEqual({ ok: false, code: 'forbidden' })
    expect(give(shop, 'filter.remove', { operatorId: 'pavel', filterId: 'a' })).toEqual({ ok: false, code: 'forbidden' })
  })

  test('have a name, and a number that a list can show', () => {
    const shop = makeShop()
    expect(give(shop, 'filter.save', { operatorId: 'olga', filter: filter('a', '  ') })).toEqual({ ok: false, code: 'invalid' })
    for (let n = 0; n < MAX_SAVED_FILTERS; n += 1)
      expect(give(shop, 'filter.save', { operatorId: 'olga', filter: filter(`f${n}`) })).toMatchObject({ ok: true })
    expect(give(shop, 'filter.save', { operatorId: 'olga', filter: filter('more') })).toEqual({ ok: false, code: 'invalid' })
  })
})

describe('[C9] shortcuts', () => {
  const keys = { note: { code: 'KeyB', with: 'alt' }, products: null }

  test('follow the operator; what is not named stays as it was arranged', () => {
    const shop = makeShop()
    give(shop, 'filter.save', { operatorId: 'olga', filter: filter('a') })
    give(shop, 'preferences.set', { operatorId: 'olga', keys })
    give(shop, 'preferences.set', { operatorId: 'olga', sendWith: 'ctrl-enter' })
    expect(shop.get('preferences', 'olga')).toEqual({
      id: 'olga',
      filters: [{ ...filter('a') }],
      keys,
      sendWith: 'ctrl-enter',
    })
    give(shop, 'preferences.set', { operatorId: 'olga', keys: {} })
    expect(shop.get('preferences', 'olga')).toMatchObject({ keys: {}, sendWith: 'ctrl-enter' })
  })

  test('are nobody else’s to change, and are keys', () => {
    const shop = makeShop()
    expect(give(shop, 'preferences.set', { operatorId: 'pavel', keys })).toEqual({ ok: false, code: 'forbidden' })
    const broken = { note: { code: 'Key B', with: 'alt' } }
    expect(give(shop, 'preferences.set', { operatorId: 'olga', keys: broken })).toEqual({ ok: false, code: 'invalid' })
  })
})
