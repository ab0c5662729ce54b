import type { Locator, Page } from '@playwright/test'
import { addCard, cardIn, cardWindow } from './card-steps'
import { load, toChats, toSettings } from './catalogue-steps'
import { openDialog } from './desk'
import { expectAllSent, expectOffline, openDevice } from './inbox-steps'
import { expect, test } from './okno'

// Two people's browsers at once, one of them for a while without a network.
test.slow()

test('[K4][K7] of two who change a card’s title and products the later one looks first; what was replaced without a network is put back', async ({
  okno,
  browser,
}) => {
  await (await okno.visitor()).say('Хочу плед')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  await toSettings(page)
  await load(page, 'Артикул;Название;Цена\nPL-1;Плед;1299\nKV-1;Ковёр;5400')
  await toChats(page)
  for (const each of [page, colleague]) await openDialog(each, 'Хочу плед')
  const window = (of: Page) => cardWindow(of, 'Заявка')
  const open = (of: Page) => cardIn(of, 'Плед').getByRole('button').click()
  const save = (of: Page) => window(of).getByRole('button', { name: 'Сохранить' })
  const quantity = (of: Page, name: string) => window(of).getByLabel(`Количество: ${name}`)
  const add = async (of: Locator, article: string) => {
    await of.getByRole('button', { name: 'Добавить товар' }).click()
    await of.getByRole('combobox', { name: /артикул/i }).fill(article)
    await of.getByRole('listbox').getByRole('option').first().click()
  }
  await addCard(page, 'Плед', (made) => add(made, 'pl-1'))

  await test.step('before it is saved', async () => {
    for (const each of [page, colleague]) await open(each)
    await window(page).getByLabel('Название').fill('Плед в подарок')
    // The field is not left: what stands in it is its line's, whatever others do with the lines.
    await quantity(page, 'Плед').fill('2')
    await window(colleague).getByLabel('Название').fill('Плед и ковёр')
    await add(window(colleague), 'kv-1')
    await save(colleague).click()
    const title = window(page).getByRole('alert').filter({ hasText: '«Название» изменили: Плед и ковёр' })
    const lines = window(page).getByRole('alert').filter({ hasText: '«Товары» изменили: Плед × 1, Ковёр × 1' })
    await expect(window(page).getByLabel('Название')).toHaveValue('Плед в подарок')
    await title.getByRole('button', { name: 'Оставить моё' }).click()
    await expect(save(page)).toBeDisabled()
    await lines.getByRole('button', { name: 'Взять новое' }).click()
    await expect(quantity(page, 'Ковёр')).toHaveValue('1')
    await save(page).click()
    await expect(cardIn(colleague, 'Плед в подарок')).toBeVisible()
  })

  await test.step('without a network', async () => {
    await expectAllSent(page)
    await page.context().setOffline(true)
    await expectOffline(page)
    await open(page)
    await window(page).getByRole('button', { name: 'Убрать товар Ковёр' }).click()
    await save(page).click()
    await open(colleague)
    await expect(quantity(colleague, 'Ковёр')).toHaveValue('1')
    await quantity(colleague, 'Ковёр').fill('4')
    await quantity(colleague, 'Ковёр').press('Tab')
    await save(colleague).click()
    await expectAllSent(colleague)
    await page.context().setOffline(false)
    await expectAllSent(page)
    await open(colleague)
    await window(colleague).getByText('Что было раньше').click()
    const replaced = window(colleague).getByRole('listitem').filter({ hasText: 'Товары: Плед × 1, Ковёр × 4' })
    await expect(replaced).toContainText(/Owner, .*: заменено/)
    await expect(quantity(colleague, 'Ковёр')).toHaveCount(0)
    await replaced.getByRole('button', { name: 'Вернуть это' }).click()
    await expect(quantity(colleague, 'Ковёр')).toHaveValue('4')
    await save(colleague).click()
    await open(page)
    await expect(quantity(page, 'Ковёр')).toHaveValue('4')
  })
})
