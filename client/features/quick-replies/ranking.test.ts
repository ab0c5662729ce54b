import { describe, expect, test } from 'vitest'
import type { Template } from '#shared/domain/template'
import { rankTemplates, type Usage } from './ranking'

const template = (id: string, more: Partial<Template>): Template => ({
  id,
  ownerId: null,
  folder: '',
  title: id,
  text: '',
  shortcut: '',
  attachments: [],
  isRemoved: false,
  updatedAt: 0,
  ...more,
})

const ALL = [
  template('pay', { title: 'Реквизиты карты', text: 'Карта 1234', folder: 'Оплата' }),
  template('ship', { title: 'Доставка Новой почтой', text: 'Один день', shortcut: 'дост', folder: 'Доставка' }),
  template('hello', { title: 'Приветствие', text: 'Здравствуйте! Доставка и оплата — спрашивайте' }),
]

const rank = (query: string, more: { folder?: string; usage?: Usage } = {}) =>
  rankTemplates(ALL, { query, folder: more.folder ?? null, usage: more.usage ?? (() => 0) }).map(({ id }) => id)

describe('[C2] quick replies are found', () => {
  test('by shortcut before title, by title before text', () => {
    expect(rank('дост')).toEqual(['ship', 'hello'])
    expect(rank('карт')).toEqual(['pay'])
    expect(rank('оплата')).toEqual(['pay', 'hello'])
  })

  test('on the wrong keyboard layout', () => {
    expect(rank('ljcn')).toEqual(['ship', 'hello'])
  })

  test('the more and the later used first when nothing else decides', () => {
    expect(rank('', { usage: (id) => (id === 'hello' ? 2 : id === 'pay' ? 1 : 0) })).toEqual(['hello', 'pay', 'ship'])
  })

  test('within one folder', () => {
    expect(rank('', { folder: 'Оплата' })).toEqual(['pay'])
    expect(rank('дост', { folder: 'Оплата' })).toEqual([])
  })
})
