import { expect, test } from 'vitest'
import { isUndo, readingMs, type Toast, withToast } from './toast-list'

const toast = (text: string, more: Partial<Toast> = {}): Toast => ({ text, tone: 'plain', action: null, isLasting: false, ...more })
const button = { label: 'Обновить', run: () => undefined }
const shown = (...all: readonly Toast[]) => all.reduce(withToast, [] as readonly Toast[]).map(({ text }) => text)

test('what fails with every key is said once', () => {
  expect(shown(toast('Не сохранено'), toast('Закрыт'), toast('Не сохранено'))).toEqual(['Закрыт', 'Не сохранено'])
  expect(shown(toast('Закрыт', { action: button }), toast('Закрыт', { action: button }))).toEqual(['Закрыт', 'Закрыт'])
})

test('three are shown, and what lasts is not pushed off by them', () => {
  const lasting = toast('Готова новая версия', { isLasting: true, action: button })
  expect(shown(lasting, ...['1', '2', '3', '4'].map((text) => toast(text)))).toEqual(['Готова новая версия', '2', '3', '4'])
})

test('[C9] the key that undoes does not reload the page into a new version', () => {
  expect(isUndo(toast('Готова новая версия', { isLasting: true, action: button }))).toBe(false)
  expect(isUndo(toast('Закрыт', { action: button }))).toBe(true)
})

test('a notice that names many things stays until it can have been read', () => {
  expect(readingMs('Ссылка скопирована')).toBe(4000)
  expect(readingMs('слово '.repeat(50))).toBe(18_000)
})
