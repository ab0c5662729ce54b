import { expect, test } from 'vitest'
import { productRow } from '#shared/domain/product-fixture'
import { priceText, productText } from './product-text'

const PLED = productRow('PL-1', {
  name: 'Плед «Карпаты»',
  properties: [
    ['Цвет', 'молочный'],
    ['Размер', '140×200'],
  ],
  description: 'Тёплый.',
  price: { minor: 129_900, currency: 'UAH' },
  stock: 4,
})

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('[C3] a product in a message: name, properties, description, price', () => {
  expect(spaced(productText(PLED, 'ru'))).toBe('Плед «Карпаты»\nЦвет: молочный\nРазмер: 140×200\n\nТёплый.\n\n1 299 ₴')
})

test('[C3] what a product does not have is not mentioned', () => {
  expect(productText({ ...PLED, properties: [], description: '', price: null }, 'ru')).toBe('Плед «Карпаты»')
})

test('[C3] kopiykas are written when there are any', () => {
  expect(spaced(priceText({ minor: 129_950, currency: 'UAH' }, 'ru'))).toBe('1 299,50 ₴')
  expect(spaced(priceText({ minor: 5, currency: 'USD' }, 'en'))).toBe('$0.05')
})
