import type { Page } from '@playwright/test'
import { dialogRow, openDialog, tab } from './desk'
import { chatRows, expectAllSent, expectOffline } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Действия с отмеченными чатами' })
/** The ring that stands in the photo's place. */
const tick = (page: Page, name: string) => dialogRow(page, name).getByTitle('Отметить чат')

test('[L9] several chats are closed at once and taken back at once, offline too', async ({ okno, page, context }) => {
  await past(okno, async ({ wrote }) => {
    for (const name of ['Анна', 'Борис', 'Вера', 'Глеб']) await wrote(name, [`пишет ${name}`])
  })
  await okno.signIn(page)
  await expect(chatRows(page)).toHaveCount(4)
  await tick(page, 'Анна').click()
  await tick(page, 'Вера').click()
  await expect(bar(page).getByRole('status')).toHaveText('Отмечено: 2')
  await expect(dialogRow(page, 'Анна')).toHaveAttribute('aria-checked', 'true')
  await context.setOffline(true)
  await expectOffline(page)
  await bar(page).getByRole('button', { name: 'Закрыть отмеченные' }).click()
  await expect(page.getByText('Закрыто чатов: 2')).toBeVisible()
  await expect(chatRows(page)).toHaveCount(2)
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(chatRows(page)).toHaveCount(4)
  await context.setOffline(false)
  await expectAllSent(page)
  await expect(chatRows(page)).toHaveCount(4)
})

test('[L9] with the keyboard alone: ticked with space and shift, closed, found under «Закрытые»', async ({ okno, page }) => {
  const now = Date.now()
  await past(okno, async ({ wrote }) => {
    for (const [index, name] of ['Анна', 'Борис', 'Вера', 'Глеб'].entries()) await wrote(name, ['привет'], { until: now - index * 60_000 })
  })
  await okno.signIn(page)
  await expect(chatRows(page)).toHaveText([/Анна/, /Борис/, /Вера/, /Глеб/])
  const list = page.getByRole('listbox', { name: 'Диалоги' })
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar(page).getByRole('status')).toHaveText('Отмечено: 2')
  await page.keyboard.press('Escape')
  await expect(bar(page)).toHaveCount(0)
  await page.keyboard.press('Control+KeyA')
  await expect(bar(page).getByRole('status')).toHaveText('Отмечено: 4')
  await bar(page).getByRole('button', { name: 'Назначить отмеченные' }).click()
  await page.getByRole('dialog', { name: 'Назначить отмеченные' }).getByRole('option', { name: 'Owner' }).click()
  await expect(chatRows(page).getByRole('img', { name: 'Ответственный: Owner' })).toHaveCount(4)
  await list.focus()
  await page.keyboard.press('Control+KeyA')
  await bar(page).getByRole('button', { name: 'Закрыть отмеченные' }).click()
  await expect(page.getByRole('tabpanel').getByText('Открытых чатов нет')).toBeVisible()
  await tab(page, 'Закрытые').click()
  await expect(chatRows(page)).toHaveCount(4)
})

test('[L9] several chats become spam at once and come back at once, from the toast or from «Спам»', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    for (const name of ['Анна', 'Борис', 'Вера']) await wrote(name, [`пишет ${name}`])
  })
  await okno.signIn(page)
  await expect(chatRows(page)).toHaveCount(3)
  const mark = async () => {
    for (const name of ['Анна', 'Вера']) await tick(page, name).click()
    await bar(page).getByRole('button', { name: 'Отметить как спам' }).click()
    await expect(chatRows(page)).toHaveText([/Борис/])
  }
  await mark()
  await expect(page.getByText('В спам: 2')).toBeVisible()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(chatRows(page)).toHaveCount(3)
  await mark()
  await tab(page, 'Спам').click()
  await expect(chatRows(page)).toHaveCount(2)
  for (const name of ['Анна', 'Вера']) await tick(page, name).click()
  await bar(page).getByRole('button', { name: 'Не спам' }).click()
  await expect(page.getByText('Не спам: 2')).toBeVisible()
  await tab(page, 'Открытые').click()
  await expect(chatRows(page)).toHaveCount(3)
})

test('[L9][C9] the key for the next chat goes on where the chat stood that has just been closed', async ({ okno, page }) => {
  const now = Date.now()
  await past(okno, async ({ wrote }) => {
    for (const [index, name] of ['Анна', 'Борис', 'Вера', 'Глеб'].entries()) await wrote(name, ['привет'], { until: now - index * 60_000 })
  })
  await okno.signIn(page)
  await openDialog(page, 'Борис')
  await page.keyboard.press('Alt+KeyC')
  await expect(chatRows(page)).toHaveText([/Анна/, /Вера/, /Глеб/])
  await page.keyboard.press('Alt+ArrowDown')
  await expect(dialogRow(page, 'Вера')).toHaveAttribute('aria-selected', 'true')
})

test('[L8] the row shows who else looks at the chat and who writes in it', async ({ okno, page, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть кто-нибудь?')
  const pavel = await okno.newOperator('Павел')
  const other = await (await browser.newContext({ locale: 'ru-RU' })).newPage()
  await okno.signIn(page)
  await okno.signIn(other, pavel)
  await openDialog(other, 'Есть кто-нибудь?')
  await expect(dialogRow(page, 'Есть кто-нибудь?').getByRole('img', { name: 'Сейчас смотрит: Павел' })).toBeVisible()
  await other.getByRole('textbox', { name: 'Сообщение' }).pressSequentially('Здравствуйте')
  await expect(dialogRow(page, 'Есть кто-нибудь?').getByRole('img', { name: 'Пишет ответ: Павел' })).toBeVisible()
  await other.close()
  await expect(dialogRow(page, 'Есть кто-нибудь?').getByRole('img', { name: /Павел/ })).toHaveCount(0)
})

test('[L6] a message that comes while the hand is on its way does not put another chat under the click', async ({ okno, page }) => {
  const now = Date.now()
  await past(okno, async ({ wrote }) => {
    for (const [index, name] of ['Анна', 'Борис', 'Вера'].entries())
      await wrote(name, [`от ${name}`], { until: now - (index + 1) * 60_000 })
  })
  const visitor = await okno.visitor()
  await okno.signIn(page)
  await expect(chatRows(page)).toHaveText([/Анна/, /Борис/, /Вера/])
  const place = await dialogRow(page, 'Борис').boundingBox()
  if (!place) throw new Error('The row is not on the screen')
  await page.mouse.move(place.x + 150, place.y + 20)
  await visitor.say('Срочно!')
  await expect(page).toHaveTitle('(4) Чаты — Okno')
  await expect(chatRows(page)).toHaveText([/Анна/, /Борис/, /Вера/])
  await page.mouse.click(place.x + 150, place.y + 20)
  await expect(dialogRow(page, 'Борис')).toHaveAttribute('aria-selected', 'true')
  await page.mouse.move(place.x + 900, place.y + 20)
  await expect(chatRows(page)).toHaveText([/Срочно!/, /Анна/, /Борис/, /Вера/])
})
