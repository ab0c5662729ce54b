import type { Page } from '@playwright/test'
import { assignTo, dialogRow, message, openDialog, reply, timeline } from './desk'
import { chatRows } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

async function pick(page: Page, filter: string, ...options: (string | RegExp)[]): Promise<void> {
  await page.getByRole('region', { name: 'Список чатов' }).getByRole('button', { name: filter, exact: true }).click()
  const panel = page.getByRole('dialog', { name: filter })
  for (const name of options) await panel.getByRole('option', { name }).click()
  if (await panel.isVisible()) await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
}

async function fillShop(okno: Okno): Promise<void> {
  await past(okno, async ({ channel, wrote }) => {
    const telegram = await channel('telegram_bot', 'Бот')
    const instagram = await channel('instagram', 'Инстаграм')
    await wrote('Анна', ['с сайта'])
    await wrote('Борис', ['из телеграма'], { channelId: telegram })
    await wrote('Вера', ['из инстаграма'], { channelId: instagram })
    await wrote('Глеб', ['снова телеграм'], { channelId: telegram })
  })
}

test('[L2] filters add up, live in the address, survive a reload and go with one click', async ({ okno, page }) => {
  await fillShop(okno)
  const olga = await okno.newOperator('Ольга')
  await okno.signIn(page)
  await openDialog(page, 'Анна')
  await reply(page, 'Здравствуйте, Анна')
  await openDialog(page, 'Борис')
  await assignTo(page, olga.name)

  await pick(page, 'Статус ответа', 'Без ответа')
  await expect(chatRows(page)).toHaveCount(3)
  await expect(dialogRow(page, 'Анна')).toHaveCount(0)
  await pick(page, 'Каналы', 'Бот')
  await expect(chatRows(page)).toHaveText([/Борис/, /Глеб/])
  await pick(page, 'Ответственный', 'Без ответственного')
  await expect(chatRows(page)).toHaveText([/Глеб/])
  await pick(page, 'Ответственный', 'Ольга')
  await expect(chatRows(page)).toHaveText([/Борис/, /Глеб/])
  await pick(page, 'Каналы', 'Инстаграм')
  await expect(chatRows(page)).toHaveText([/Борис/, /Глеб/, /Вера/])
  await expect(page).toHaveURL(/answer=waiting/)
  await expect(page).toHaveURL(/channel=/)

  await page.reload()
  await expect(chatRows(page)).toHaveText([/Борис/, /Глеб/, /Вера/])
  await expect(page.getByRole('button', { name: 'Убрать: Инстаграм' })).toBeVisible()
  // Opening a chat keeps them.
  await openDialog(page, 'Вера')
  await expect(page).toHaveURL(/answer=waiting/)
  await page.getByRole('button', { name: 'Убрать: Инстаграм' }).click()
  await expect(chatRows(page)).toHaveText([/Борис/, /Глеб/])
  await page.getByRole('button', { name: 'Сбросить всё' }).click()
  await expect(chatRows(page)).toHaveCount(4)
  await expect(page).not.toHaveURL(/answer|assignee|channel/)

  await pick(page, 'Статус ответа', 'С ответом')
  await expect(chatRows(page)).toHaveText([/Анна/])
  await pick(page, 'Каналы', 'Инстаграм')
  await expect(page.getByRole('tabpanel').getByText('Под фильтры ничего не подходит')).toBeVisible()
  await page.getByRole('tabpanel').getByRole('button', { name: 'Сбросить всё' }).click()
  await expect(chatRows(page)).toHaveCount(4)
})

test('[L3] a search finds people and words, on the wrong keyboard too, and opens the chat at the message', async ({ okno, page }) => {
  const filler = Array.from({ length: 150 }, (_, index) => `строка номер ${index + 1}`)
  await past(okno, async ({ wrote }) => {
    await wrote('Оксана Мельник', [...filler.slice(0, 20), 'Привет, где моя посылка с вазой?', ...filler.slice(20)])
    await wrote('Степан Бойко', ['Нужен чек'])
  })
  await okno.signIn(page)
  await expect(chatRows(page)).toHaveCount(2)
  const search = page.getByRole('searchbox', { name: 'Поиск чатов' })
  const results = page.getByRole('listbox', { name: 'Результаты поиска' })

  await search.fill('мельник')
  await expect(results.getByRole('group', { name: 'Клиенты' }).getByRole('option')).toHaveText([/Оксана Мельник/])
  await search.fill(',jqrj')
  await expect(results.getByRole('option')).toHaveText([/Степан Бойко/])
  await expect(results.locator('mark')).toHaveText('Бойко')
  await results.getByRole('option').click()
  await expect(message(page, 'Нужен чек')).toBeVisible()

  await search.fill('номер 150')
  const hits = results.getByRole('group', { name: 'Сообщения' }).getByRole('option')
  await expect(hits).toHaveCount(1)
  await search.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(timeline(page).locator('[data-found]')).toContainText('строка номер 150')
  await expect(timeline(page).locator('[data-found]')).toBeInViewport()

  await search.fill('')
  await expect(chatRows(page)).toHaveCount(2)
  await search.fill('такого слова нет')
  await expect(page.getByText('Ничего не нашлось')).toBeVisible()
})
