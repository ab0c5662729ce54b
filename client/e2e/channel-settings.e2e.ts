import { change } from '#shared/domain/row'
import { cardWindow } from './card-steps'
import { action, chat, customer, dialogRow, openDialog, reply, timeline } from './desk'
import { expectAllSent, expectLive, openDevice } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

test('[A1][A4] an administrator sets hours and a queue; a new chat goes to who takes chats, and out of hours the visitor is told', async ({
  okno,
  page,
}) => {
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Настройки: Website' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Website' })
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
  await page.getByRole('button', { name: 'Настройки: Website' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Website' })
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
  await page.getByRole('button', { name: 'Настройки: Website' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Website' })
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
