import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createDraftText } from './draft-text'

function makeField(draft = '') {
  const [stored, setStored] = createSignal(draft)
  const saved: [text: string, base: string][] = []
  let isHeld = false
  const field = createRoot(() =>
    createDraftText({
      stored,
      isHeld: () => isHeld,
      save: async (text, base) => saved.push([text, base]),
    }),
  )
  return { ...field, setStored, saved, hold: (held: boolean) => (isHeld = held) }
}

test('[C7] what is typed is saved on what it was made from, one after another', async () => {
  const field = makeField('Доб')
  field.write('Добр')
  await Promise.resolve()
  field.write('Добрый')
  await expect
    .poll(() => field.saved)
    .toEqual([
      ['Добр', 'Доб'],
      ['Добрый', 'Добр'],
    ])
})

test('[C7] what is taken while it waits to be saved is not saved as a draft', async () => {
  const saved: string[] = []
  let go = () => {}
  const field = createRoot(() =>
    createDraftText({
      stored: () => '',
      isHeld: () => false,
      save: async (text) => saved.push(text),
      pause: () => new Promise((resolve) => (go = resolve)),
    }),
  )
  field.write('Добрый')
  expect(field.take()).toBe('Добрый')
  go()
  await Promise.resolve()
  field.write('И ещё')
  go()
  await expect.poll(() => saved).toEqual(['И ещё'])
})

test('[C7] own words that come back late change nothing', () => {
  const field = makeField()
  for (const text of ['а', 'аб', 'а']) field.write(text)
  field.setStored('а')
  expect(field.text()).toBe('а')
})

test('[C7] leaving the field before own words have come back keeps them', () => {
  const field = makeField()
  field.write('Второй')
  field.settle()
  expect(field.text()).toBe('Второй')
})

test('[C7] what another device has written shows in the middle of typing', () => {
  const field = makeField()
  field.write('Добрый')
  field.setStored('Добрый')
  field.setStored('Добрый день')
  expect(field.text()).toBe('Добрый день')
  field.write('Добрый день!')
  field.setStored('вечер\nДобрый день')
  expect(field.text()).toBe('вечер\nДобрый день\nДобрый день!')
})

test('[C7] a letter being put together is not disturbed; the news joins it after', () => {
  const field = makeField()
  field.hold(true)
  field.setStored('с другого устройства')
  expect(field.text()).toBe('')
  field.hold(false)
  field.settle()
  expect(field.text()).toBe('с другого устройства')
})

test('what is sent leaves the field at once and the stored draft when it is safe', async () => {
  const field = makeField('Готово')
  expect(field.take()).toBe('Готово')
  expect([field.text(), field.saved]).toEqual(['', []])
  field.write(field.text())
  await expect.poll(() => field.saved).toEqual([['', 'Готово']])
})
