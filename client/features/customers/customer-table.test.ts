import { describe, expect, test } from 'vitest'
import { newCustomer } from '#shared/domain/customer'
import type { CustomerField, CustomerTag } from '#shared/domain/customer-field'
import { parseCsv } from './csv'
import { guessColumns, readCustomers, type TableContext, writeCustomers } from './customer-table'

const SIZE: CustomerField = { id: 'size', name: 'Размер', type: 'choice', choices: ['M', 'L'], isRemoved: false }
const SUM: CustomerField = { id: 'sum', name: 'Сумма', type: 'number', choices: [], isRemoved: false }
const VIP: CustomerTag = { id: 'vip', name: 'VIP', color: 'blue', isRemoved: false }
const ANNA = { ...newCustomer({ id: 'anna', name: 'Анна', createdBy: null }, 0), phones: ['+380671234567'] }

const context = (more: Partial<TableContext> = {}): TableContext => ({
  columns: ['name', 'phone', 'email', 'tags', 'size', 'sum'],
  fields: [SIZE, SUM],
  tags: [VIP],
  customers: [],
  parsePhone: (typed) => {
    const digits = typed.replace(/\D/g, '')
    return digits.length === 10 ? `+38${digits}` : digits.length === 12 ? `+${digits}` : null
  },
  ...more,
})
const table = (...lines: string[]) => parseCsv(['Имя,Телефон,E-mail,Метки,Размер,Сумма', ...lines].join('\n'))

describe('a table of customers', () => {
  test('a column of Telegram names is none of phones', () => {
    expect(guessColumns(['Telegram', 'Телеграм', 'Телефон', 'Tel.', 'тел'], [])).toEqual(['skip', 'skip', 'phone', 'phone', 'phone'])
  })

  test('days are read as people write them, and one that there is not is a fault', () => {
    const BORN: CustomerField = { id: 'born', name: 'Рождён', type: 'date', choices: [], isRemoved: false }
    const of = context({ columns: ['name', 'born'], fields: [BORN] })
    const { entries, faults } = readCustomers(parseCsv('Имя;Рождён\nАнна;3.02.1990\nБорис;1985-12-31\nВера;31.02.1990'), of)
    expect(entries.map(({ fields }) => fields?.born)).toEqual(['1990-02-03', '1985-12-31'])
    expect(faults).toMatchObject([{ line: 4, why: 'value' }])
  })

  test('has its columns known by their titles, in three languages, and fields of the workspace by their names', () => {
    expect(guessColumns(['ФИО', 'Телефон', 'Телефон 2', 'Пошта', 'Теги', 'Размер', 'Адрес'], [SIZE])).toEqual([
      'name',
      'phone',
      'phone',
      'email',
      'tags',
      'size',
      'skip',
    ])
  })

  test('says of each line what is wrong with it, and takes the others', () => {
    const { entries, faults, newTags } = readCustomers(
      table(
        'Анна,067 123 45 67,anna@example.com,"VIP, Новый",M,"1 200,50"',
        'Борис,12,,,,',
        'Вера,,vera@,,,',
        'Глеб,0501112233,,,XXL,',
        ',,,,L,',
      ),
      context(),
    )
    expect(entries).toMatchObject([
      { name: 'Анна', phones: ['+380671234567'], emails: ['anna@example.com'], tags: ['vip'], fields: { size: 'M', sum: 1200.5 } },
    ])
    expect(faults).toEqual([
      { line: 3, why: 'phone', cell: '12' },
      { line: 4, why: 'email', cell: 'vera@' },
      { line: 5, why: 'value', cell: 'XXL' },
      { line: 6, why: 'nobody', cell: '' },
    ])
    expect(newTags).toEqual(['Новый'])
  })

  test('completes whoever has the same phone or e-mail, also further down in the same table', () => {
    const { entries, known } = readCustomers(
      table('Аня,0671234567,anna@example.com,,,', ',,anna@example.com,VIP,,', 'Борис,0501112233,,,,', 'Боря,050 111 22 33,,,,'),
      context({ customers: [ANNA] }),
    )
    expect(entries.map(({ id }) => id === 'anna')).toEqual([true, true, false, false])
    expect(entries[2]?.id).toBe(entries[3]?.id)
    expect(known).toBe(2)
  })

  test('read twice makes everybody once', () => {
    const lines = table('Анна,0671234567,,,,', 'Безымянный,,,,,')
    const ids = () => readCustomers(lines, context()).entries.map(({ id }) => id)
    expect(ids()).toEqual(ids())
  })

  test('written out and read again says the same, and no cell is a formula', () => {
    const eve = {
      ...newCustomer({ id: 'eve', name: '=HYPERLINK("x")', createdBy: null }, 0),
      phones: ['+380501112233'],
      tags: ['vip'],
      fields: { sum: -5 },
    }
    const written = writeCustomers([eve], {
      titles: { name: 'Имя', phone: 'Телефон', email: 'E-mail', tags: 'Метки' },
      fields: [SIZE, SUM],
      tags: [VIP],
    })
    expect(written).toContain(`"'=HYPERLINK(""x"")"`)
    expect(readCustomers(parseCsv(written), context()).entries).toMatchObject([
      { name: '=HYPERLINK("x")', phones: ['+380501112233'], tags: ['vip'], fields: { sum: -5 } },
    ])
  })
})
