import type { Browser, Page } from '@playwright/test'
import { action, assignTo, dialogRow, openDialog, reply, tab, timeline } from './desk'
import { expectAllSent, expectLive, expectOffline, openOutbox, untilInstalled } from './inbox-steps'
import { expect, type Okno, type Person, test } from './okno'

async function deskOf(okno: Okno, browser: Browser, person?: Person): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await okno.signIn(page, person)
  return page
}

/** How the conversation tells it: who and what. */
const told = (page: Page, sentence: string) => timeline(page).getByText(sentence, { exact: true })

test('[W1][W2] whoever replies first becomes the assignee, and a second reply by a colleague changes nothing', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Кто мне ответит?')
  const anna = await deskOf(okno, browser, await okno.newOperator('Анна Кравец'))
  await openDialog(anna, 'Кто мне ответит?')
  await expect(action(anna, 'Ответственный')).toHaveAccessibleDescription('Не назначен')
  await reply(anna, 'Я отвечу')
  await expect(action(anna, 'Ответственный')).toHaveAccessibleDescription('Анна Кравец')
  await expect(told(anna, 'Анна Кравец становится ответственным: первый ответ')).toBeVisible()
  await expect(told(anna, 'Начат новый диалог')).toBeVisible()

  const boris = await deskOf(okno, browser, await okno.newOperator('Борис'))
  await openDialog(boris, 'Я отвечу')
  await reply(boris, 'И я добавлю')
  await expect(anna.getByRole('article', { name: 'Борис' })).toBeVisible()
  await expect(action(anna, 'Ответственный')).toHaveAccessibleDescription('Анна Кравец')
  await expect(dialogRow(boris, 'И я добавлю').getByRole('img', { name: 'Ответственный: Анна Кравец' })).toBeVisible()

  await assignTo(anna, 'Борис')
  await expect(told(boris, 'Анна Кравец: ответственный — Борис')).toBeVisible()
  await assignTo(boris, 'Снять ответственного')
  await expect(told(anna, 'Борис: ответственный снят (Борис)')).toBeVisible()
  await assignTo(anna, /Анна Кравец/)
  await expect(told(boris, 'Анна Кравец берёт диалог себе')).toBeVisible()
  expect(visitor.frames.filter(({ t }) => t === 'message')).toHaveLength(2)
})

test('[W1][W2] close, open, spam, not spam: each moves the dialog, says who did it, and can be undone', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Закройте меня')
  const page = await deskOf(okno, browser)
  await openDialog(page, 'Закройте меня')
  const row = dialogRow(page, 'Закройте меня')

  await action(page, 'Закрыть диалог').click()
  await expect(row).toHaveCount(0)
  await expect(told(page, 'Owner: диалог закрыт')).toBeVisible()
  await tab(page, 'Закрытые').click()
  await expect(row).toBeVisible()
  await action(page, 'Открыть диалог').click()
  await expect(row).toHaveCount(0)
  await expect(told(page, 'Owner: диалог снова открыт')).toBeVisible()

  await tab(page, 'Открытые').click()
  await expect(row).toBeVisible()
  await action(page, 'Отметить как спам').click()
  await expect(row).toHaveCount(0)
  await expect(told(page, 'Owner: отмечено как спам')).toBeVisible()
  await tab(page, 'Спам').click()
  await action(page, 'Не спам').click()
  await expect(told(page, 'Owner: отметка «спам» снята')).toBeVisible()
  await expect(row).toHaveCount(0)

  // By keyboard, whatever the layout, and back by the toast.
  await page.keyboard.press('Alt+KeyC')
  await expect(action(page, 'Открыть диалог')).toBeVisible()
  await page.getByRole('button', { name: 'Отменить' }).last().click()
  await expect(action(page, 'Закрыть диалог')).toBeVisible()
  await expect(told(page, 'Owner: диалог снова открыт')).toHaveCount(2)
})

test('[W1] a choice of the assignee is taken back with one click, offline too', async ({ okno, browser }) => {
  await okno.newOperator('Анна')
  const visitor = await okno.visitor()
  await visitor.say('Чей это чат?')
  const page = await deskOf(okno, browser)
  await openDialog(page, 'Чей это чат?')
  await assignTo(page, 'Анна')
  await expect(action(page, 'Ответственный')).toHaveAccessibleDescription('Анна')
  await page.context().setOffline(true)
  await page.getByRole('status').getByRole('button', { name: 'Отменить' }).click()
  await expect(action(page, 'Ответственный')).toHaveAccessibleDescription('Не назначен')
  await page.context().setOffline(false)
  await expect(told(page, 'Owner: ответственный снят (Анна)')).toBeVisible()
})

test('[W1] the list is folded away and stays so after a reload, and a key brings it back', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Больше места')
  const page = await deskOf(okno, browser)
  await openDialog(page, 'Больше места')
  await action(page, 'Свернуть список чатов').click()
  await expect(page.getByRole('region', { name: 'Список чатов' })).toBeHidden()
  await page.reload()
  await expect(timeline(page).getByText('Больше места')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Список чатов' })).toBeHidden()
  await page.keyboard.press('Alt+KeyL')
  await expect(page.getByRole('region', { name: 'Список чатов' })).toBeVisible()
  await expect(action(page, 'Свернуть список чатов')).toBeVisible()
})

test('[W8] a message of the customer opens a closed dialog again, and leaves spam where it is', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Спасибо, всё')
  const spammer = await okno.visitor()
  await spammer.say('Раскрутка сайтов')
  const page = await deskOf(okno, browser)
  await openDialog(page, 'Спасибо, всё')
  await action(page, 'Закрыть диалог').click()
  await expect(dialogRow(page, 'Спасибо, всё')).toHaveCount(0)
  await openDialog(page, 'Раскрутка сайтов')
  await action(page, 'Отметить как спам').click()
  await expect(page).toHaveTitle('Чаты — Okno')

  await visitor.say('А нет, ещё вопрос')
  await openDialog(page, 'А нет, ещё вопрос')
  await expect(told(page, 'Клиент написал снова, диалог открыт')).toBeVisible()
  await expect(page).toHaveTitle('(1) Чаты — Okno')

  await spammer.say('Очень выгодная раскрутка')
  await tab(page, 'Спам').click()
  await expect(dialogRow(page, 'Очень выгодная раскрутка')).toBeVisible()
  await tab(page, 'Открытые').click()
  await expect(dialogRow(page, 'А нет, ещё вопрос')).toBeVisible()
  await expect(dialogRow(page, 'Очень выгодная раскрутка')).toHaveCount(0)
  await expect(page).toHaveTitle('(1) Чаты — Okno')
})

test('[W8][F2] of a chat that was closed without a network and written in meanwhile its author is told; spam stays where it is', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Спасибо, всё')
  const spammer = await okno.visitor()
  await spammer.say('Раскрутка сайтов')
  const page = await deskOf(okno, browser)
  await openDialog(page, 'Спасибо, всё')
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await action(page, 'Закрыть диалог').click()
  await expect(dialogRow(page, 'Спасибо, всё')).toHaveCount(0)
  await openDialog(page, 'Раскрутка сайтов')
  await action(page, 'Отметить как спам').click()
  await expect(page).toHaveTitle('Чаты — Okno')
  await visitor.say('А нет, ещё вопрос')
  await spammer.say('Очень выгодная раскрутка')

  await page.context().setOffline(false)
  await expect(dialogRow(page, 'А нет, ещё вопрос')).toBeVisible()
  await expect(dialogRow(page, 'раскрутка')).toHaveCount(0)
  await expect(page).toHaveTitle('(1) Чаты — Okno')
  const outbox = await openOutbox(page)
  const refused = outbox.getByRole('listitem').filter({ hasText: 'Закрытие диалога' })
  await expect(refused).toContainText('А нет, ещё вопрос')
  await refused.getByRole('button', { name: 'Повторить' }).click()
  await page.keyboard.press('Escape')
  await expect(dialogRow(page, 'А нет, ещё вопрос')).toHaveCount(0)
  await expectAllSent(page)
  await tab(page, 'Спам').click()
  await expect(dialogRow(page, 'Очень выгодная раскрутка')).toBeVisible()
})

test('[W1] the copied link opens the dialog for a colleague, who signs in on the way', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Вот мой вопрос')
  const page = await deskOf(okno, browser)
  await openDialog(page, 'Вот мой вопрос')
  await action(page, 'Скопировать ссылку на чат').click()
  await expect(page.getByText('Ссылка скопирована')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(new RegExp(`^${okno.url}/chats/[\\w-]+$`))

  const { email, password } = await okno.newOperator('Павел')
  const colleague = await (await browser.newContext()).newPage()
  await colleague.goto(link)
  await colleague.getByLabel('E-mail').fill(email)
  await colleague.getByLabel('Пароль').fill(password)
  await colleague.getByRole('button', { name: 'Войти' }).click()
  await expect(colleague).toHaveURL(link)
  await expect(timeline(colleague).getByText('Вот мой вопрос')).toBeVisible()
  await colleague.goto(`${okno.url}/chats/no-such-dialog`)
  await expect(colleague.getByText('Этого чата нет на устройстве')).toBeVisible()
})
