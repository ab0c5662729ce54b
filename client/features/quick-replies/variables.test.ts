import { describe, expect, test } from 'vitest'
import { orderRow } from '#shared/domain/order-fixture'
import type { OrderStatus } from '#shared/domain/order-status'
import { LANGUAGES } from '../../i18n/i18n'
import { orderSpokenOf } from './values-of'
import { blanksIn, fillIn, nextBlank, VARIABLES, variableName } from './variables'

describe('[C2] variables of a quick reply', () => {
  test('are filled in from the chat, in whatever language they are written', () => {
    const values = { customer: 'Анна', operator: 'Ольга' }
    expect(fillIn('{имя клиента}, это {оператор}', values)).toBe('Анна, это Ольга')
    expect(fillIn("{Ім'я клієнта} / { customer name }", values)).toBe('Анна / Анна')
  })

  test('that are unknown or empty stay as blanks', () => {
    expect(fillIn('{имя клиента}, заказ {номер заказа}, {что угодно}', { customer: '' })).toBe(
      '{имя клиента}, заказ {номер заказа}, {что угодно}',
    )
  })

  test('every variable has a name that is recognised in every language', () => {
    for (const variable of VARIABLES)
      for (const language of LANGUAGES) expect(fillIn(`{${variableName(variable, language)}}`, { [variable]: 'x' })).toBe('x')
  })

  test('braces that hold no name are text', () => {
    expect(blanksIn('{} {\n} { {a}')).toEqual([[9, 12]])
  })

  test('Tab goes from blank to blank and past the last, Shift+Tab back', () => {
    const text = 'a {b} c {d}'
    expect(nextBlank(text, [0, 0], false)).toEqual([2, 5])
    expect(nextBlank(text, [2, 5], false)).toEqual([8, 11])
    expect(nextBlank(text, [8, 11], false)).toBeNull()
    expect(nextBlank(text, [8, 11], true)).toEqual([2, 5])
    expect(nextBlank(text, [2, 5], true)).toBeNull()
  })
})

describe('[C2] the order that a quick reply speaks of', () => {
  const row = (id: string, status: OrderStatus, isNumbered = true) => ({ order: orderRow(id, 'd', { status }), isNumbered })
  const spokenOf = (...rows: ReturnType<typeof row>[]) => orderSpokenOf(rows)?.order.id

  test('is the newest that is still to be dealt with, otherwise the newest', () => {
    expect(spokenOf(row('done', 'done'), row('packed', 'packed'), row('new', 'new'))).toBe('packed')
    expect(spokenOf(row('returned', 'returned'), row('done', 'done'))).toBe('returned')
    expect(spokenOf()).toBeUndefined()
  })

  test('is none whose number is only guessed', () => {
    expect(spokenOf(row('waits', 'new', false), row('done', 'done'))).toBe('done')
  })
})
