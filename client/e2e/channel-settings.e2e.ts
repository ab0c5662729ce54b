import type { Page } from '@playwright/test'
import { change } from '#shared/domain/row'
import { cardWindow } from './card-steps'
import { action, chat, customer, dialogRow, openDialog, reply, timeline } from './desk'
import { expectAllSent, expectLive, openDevice } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'
import { holdStorage } from './slow-device'

test('[A1][A4] an administrator sets hours and a queue; a new chat goes to who takes chats, and out of hours the visitor is told', async ({
  okno,
  page,
}) => {
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Настройки: Сайт' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Сайт' })
  await window.getByLabel('Название канала').fill('Сайт магазина')
  await window.getByLabel('Круглосуточно').uncheck()
  for (const day of ['Пн', 'Вт', 'Ср', 'Чт', 'Пт']) await window.getByRole('checkbox', { name: day, exact: true }).uncheck()
  await window.getByLabel('Ответ в нерабочее время').fill('Ответим завтра с девяти')
  await window.getByLabel('Очередь новых чатов').selectOption({ label: 'По очереди' })
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Каналы' }).getByText('Сайт магазина')).toBeVisible()
  await expectAllSent(page)

  await page.getByRole('button', { name: /Принимаю новые чаты/ }).click()
  await expect(page.getByRole('button', { name: /Не принимаю новые чаты/ })).toBeVisible()
  await expectAllSent(page)
  const visitor = await okno.visitor()
  await visitor.say('Вы работаете?')
  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, 'Вы работаете?')
  await expect(timeline(page).getByText('Ответим завтра с девяти')).toBeVisible()
  // What Okno says by itself is no answer: the chat still waits.
  await expect(dialogRow(page, 'Вы работаете?').getByText('1 сообщение без ответа')).toBeAttached()
  await expect(timeline(page).getByText(/назначил/)).toHaveCount(0)

  await page.getByRole('button', { name: /Не принимаю новые чаты/ }).click()
  await expect(chat(page).getByRole('button', { name: 'Ответственный' })).toHaveAccessibleDescription('Owner')
})

test('[A2][K4][K5] a channel has its own sign, its viewers, and where its new orders and cards go', async ({ okno, browser }) => {
  const pavel = await okno.newOperator('Павел')
  await past(okno, async ({ wrote, write }) => {
    await wrote('Олена', ['Хочу оптом'])
    await write((pipeline) => [
      change('pipeline', {
        ...pipeline,
        id: 'wholesale',
        name: 'Опт',
        stages: pipeline.stages.map((each) => ({ ...each, id: `w-${each.id}` })),
      }),
    ])
  })
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), pavel)
  await expect(dialogRow(colleague, 'Хочу оптом')).toBeVisible()
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Настройки: Сайт' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Сайт' })
  await window.getByTitle('Опт', { exact: true }).click()
  await expect(window.getByRole('radio', { name: 'Опт' })).toBeChecked()
  await window.getByLabel('Источник новых заказов').fill('Опт с сайта')
  await window.getByLabel('Воронка новых заявок').selectOption({ label: 'Опт' })
  const sees = window.getByRole('checkbox', { name: 'Павел' })
  await sees.click()
  await expect(sees).not.toBeChecked()
  await expect(dialogRow(colleague, 'Хочу оптом')).toHaveCount(0)
  await sees.click()
  await expect(sees).toBeChecked()
  await expect(dialogRow(colleague, 'Хочу оптом')).toBeVisible()
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toHaveCount(0)
  await expectAllSent(page)

  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, 'Хочу оптом')
  await expect(dialogRow(page, 'Хочу оптом').locator('svg.lucide-users')).toBeAttached()
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).click()
  await expect(cardWindow(page, 'Новая заявка').getByLabel('Воронка').locator('option:checked')).toHaveText('Опт')
  await cardWindow(page, 'Новая заявка').getByRole('button', { name: 'Сохранить' }).click()
  await expect(timeline(page).getByText(/создана заявка/)).toBeVisible()
  await customer(page).getByRole('button', { name: 'Сохранить покупателя' }).click()
  await customer(page).getByRole('button', { name: 'Добавить заказ' }).click()
  await expect(page.getByRole('dialog', { name: 'Новый заказ' }).getByLabel('Источник')).toHaveValue('Опт с сайта')
})

test('[W8] where closed chats go back to everybody, a customer who writes again has nobody', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Спасибо, всё пришло')
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Настройки: Сайт' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Сайт' })
  await window.getByLabel('Когда клиент пишет в закрытый чат').selectOption({ label: 'Чат снова ничей' })
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toHaveCount(0)
  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, 'Спасибо, всё пришло')
  await reply(page, 'Пожалуйста!')
  await expect(action(page, 'Ответственный')).toHaveAccessibleDescription('Owner')
  await action(page, 'Закрыть диалог').click()
  await expect(dialogRow(page, 'Пожалуйста!')).toHaveCount(0)
  await expectAllSent(page)

  await visitor.say('Ещё вопрос')
  await openDialog(page, 'Ещё вопрос')
  await expect(action(page, 'Ответственный')).toHaveAccessibleDescription('Не назначен')
})

test('[A1][A4][K7] of two who change the same of a channel the later one is told and chooses; what is typed while it is stored stays', async ({
  okno,
  browser,
}) => {
  const administrator = await okno.newOperator('Павел', 'admin')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), administrator)
  const window = (of: Page) => of.getByRole('dialog', { name: /^Настройки: / })
  const greeting = (of: Page) => window(of).getByLabel('Приветствие')
  const save = (of: Page) => window(of).getByRole('button', { name: 'Сохранить' })
  for (const each of [page, colleague]) {
    await each.getByRole('link', { name: 'Настройки' }).click()
    await each.getByRole('button', { name: 'Настройки: Сайт' }).click()
  }
  await greeting(page).fill('Здравствуйте')
  await greeting(colleague).fill('Добрый день')
  await window(colleague).getByLabel('Название канала').fill('Сайт магазина')
  const store = await holdStorage(colleague)
  await save(colleague).click()
  await greeting(colleague).press('End')
  await greeting(colleague).pressSequentially('!')
  await store()
  await expect(window(page).getByLabel('Название канала')).toHaveValue('Сайт магазина')
  await expect(window(page).getByRole('alert')).toHaveText(/«Приветствие» изменили: Добрый день/)
  await expect(greeting(page)).toHaveValue('Здравствуйте')
  await expect(save(page)).toBeDisabled()
  await window(page).getByRole('button', { name: 'Взять новое' }).click()
  await expect(greeting(page)).toHaveValue('Добрый день')

  await expect(greeting(colleague)).toHaveValue('Добрый день!')
  await expect(window(colleague).getByRole('alert')).toHaveCount(0)
  await save(colleague).click()
  await expect(window(colleague)).toHaveCount(0)
  await expect(greeting(page)).toHaveValue('Добрый день!')
  await colleague.context().close()
})
