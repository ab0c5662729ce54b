import { activeCards, addCard, cardIn, cardsOf, cardWindow, column } from './card-steps'
import { customer, openDialog, timeline } from './desk'
import { expectAllSent, expectLive, expectOffline, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

// Two people's browsers at once, each for a while without a network.
test.slow()

test('[K4] a card is made for a buyer who is not saved, seen by a colleague, moved on right there and told of in the chat', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Хочу два пледа')
  const page = await openDevice(okno, await browser.newContext())
  const colleague = await openDevice(okno, await browser.newContext(), await okno.newOperator('Павел'))
  for (const each of [page, colleague]) await openDialog(each, 'Хочу два пледа')
  await expect(customer(page).getByText('Активных заявок нет')).toBeVisible()

  await addCard(page, 'Два пледа', async (window) => {
    await expect(window.getByLabel('Воронка')).toContainText('Продажи')
    await expect(window.getByLabel('Этап')).toContainText('Новая')
    await window.getByLabel('Менеджер').selectOption({ label: 'Павел' })
    await window.getByLabel('Комментарий').fill('Позвонить после обеда')
  })
  await expect(cardIn(page, 'Два пледа')).toContainText('только что')
  await expect(cardIn(colleague, 'Два пледа')).toBeVisible()
  await expect(timeline(colleague).getByText('Owner: создана заявка «Два пледа» (Новая)')).toBeVisible()

  await cardIn(colleague, 'Два пледа').getByLabel('Этап заявки «Два пледа»').selectOption({ label: 'В работе' })
  await expect(cardIn(page, 'Два пледа').getByLabel('Этап заявки «Два пледа»').locator('option:checked')).toHaveText('В работе')
  await expect(timeline(page).getByText('Павел: заявка «Два пледа»: Новая → В работе')).toBeVisible()

  // Two edit different fields; both edits stay.
  await cardIn(page, 'Два пледа').getByRole('button').click()
  const window = cardWindow(page, 'Заявка')
  await expect(window.getByLabel('Комментарий')).toHaveValue('Позвонить после обеда')
  await window.getByLabel('Название').fill('Три пледа')
  await cardIn(colleague, 'Два пледа').getByRole('button').click()
  const theirs = cardWindow(colleague, 'Заявка')
  await theirs.getByLabel('Комментарий').fill('Позвонил')
  await theirs.getByRole('button', { name: 'Сохранить' }).click()
  await expect(theirs).toBeHidden()
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toBeHidden()
  await cardIn(colleague, 'Три пледа').getByRole('button').click()
  await expect(theirs.getByLabel('Комментарий')).toHaveValue('Позвонил')
  await theirs.getByText('История этапов').click()
  await expect(theirs.getByRole('listitem').filter({ hasText: 'В работе' })).toContainText('Павел')

  // To its end, and back to work.
  await theirs.getByRole('button', { name: 'Успешно завершить' }).click()
  await expect(activeCards(page)).toHaveCount(0)
  await customer(page).getByText('1 завершённая').click()
  await customer(page).getByRole('button', { name: 'Три пледа' }).click()
  await window.getByRole('button', { name: 'Вернуть в работу' }).click()
  await expect(cardIn(colleague, 'Три пледа')).toBeVisible()
  // Nothing of it reaches the customer.
  expect(JSON.stringify(visitor.frames ?? [])).not.toContain('плед»')
})

test('[K4] what was written of a card is not lost by Esc or «Отмена»', async ({ okno, context }) => {
  await (await okno.visitor()).say('Есть чашки?')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Есть чашки?')
  const add = customer(page).getByRole('button', { name: 'Добавить заявку' })
  const window = cardWindow(page, 'Новая заявка')
  await add.click()
  await expect(window.getByLabel('Название')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(window).toBeHidden()
  await add.click()
  await window.getByLabel('Комментарий').fill('Позвонить')
  // The products' own search is closed alone.
  await window.getByRole('button', { name: 'Добавить товар' }).click()
  await window.getByRole('combobox', { name: /Артикул/ }).press('Escape')
  await expect(window.getByRole('button', { name: 'Добавить товар' })).toBeVisible()
  await expect(window.getByRole('alert')).toBeHidden()
  await window.getByLabel('Комментарий').press('Escape')
  await window.getByRole('alert').getByRole('button', { name: 'Остаться' }).click()
  await expect(window.getByLabel('Комментарий')).toHaveValue('Позвонить')
  await expect(window.getByLabel('Комментарий')).toBeFocused()
  await window.getByRole('button', { name: 'Отмена' }).click()
  await window.getByRole('alert').getByRole('button', { name: 'Остаться' }).click()
  await expect(window.getByLabel('Комментарий')).toHaveValue('Позвонить')
  await window.getByLabel('Комментарий').focus()
  await page.keyboard.press('Escape')
  await window.getByRole('alert').getByRole('button', { name: 'Закрыть и стереть' }).click()
  await expect(window).toBeHidden()
})

test('[K4][F1] offline a card is made and moved, survives a reload, and is everybody’s once the network is back', async ({
  okno,
  browser,
}) => {
  await (await okno.visitor()).say('Есть чашки?')
  const page = await openDevice(okno, await browser.newContext())
  const colleague = await openDevice(okno, await browser.newContext(), await okno.newOperator('Павел'))
  await openDialog(page, 'Есть чашки?')
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await addCard(page, 'Шесть чашек')
  await cardIn(page, 'Шесть чашек').getByRole('combobox').selectOption({ label: 'Ждём оплату' })
  await page.reload()
  await expect(cardIn(page, 'Шесть чашек').locator('option:checked')).toHaveText('Ждём оплату')
  await page.getByRole('link', { name: 'Заявки' }).click()
  await expect(cardsOf(page, 'Ждём оплату')).toHaveText(/Шесть чашек/)

  await page.context().setOffline(false)
  await expectAllSent(page)
  await colleague.getByRole('link', { name: 'Заявки' }).click()
  await expect(cardsOf(colleague, 'Ждём оплату')).toHaveText(/Шесть чашек/)
})

test('[K4] a card moved apart by two, one of them offline, stands where the later move puts it, and its history shows both', async ({
  okno,
  browser,
}) => {
  await (await okno.visitor()).say('Нужен ковёр')
  const page = await openDevice(okno, await browser.newContext())
  const colleague = await openDevice(okno, await browser.newContext(), await okno.newOperator('Павел'))
  for (const each of [page, colleague]) await openDialog(each, 'Нужен ковёр')
  await addCard(page, 'Ковёр')
  await expect(cardIn(colleague, 'Ковёр')).toBeVisible()
  await page.context().setOffline(true)
  await expectOffline(page)
  await cardIn(page, 'Ковёр').getByRole('combobox').selectOption({ label: 'Ждём оплату' })
  await cardIn(colleague, 'Ковёр').getByRole('combobox').selectOption({ label: 'В работе' })
  await expectAllSent(colleague)
  await page.context().setOffline(false)
  await expectAllSent(page)
  for (const each of [page, colleague]) await expect(cardIn(each, 'Ковёр').locator('option:checked')).toHaveText('Ждём оплату')
  await cardIn(colleague, 'Ковёр').getByRole('button').click()
  const window = cardWindow(colleague, 'Заявка')
  await window.getByText('История этапов').click()
  await expect(window.locator('ol li')).toHaveText([/^Ждём оплату.*Owner/, /^В работе.*Павел/, /^Новая.*Owner/])
})

test('[K4][C-first] a card of nobody begins a conversation, which is its own from then on; its products make its sum', async ({
  okno,
  context,
}) => {
  await past(okno, async ({ channel }) => {
    await channel('sms', 'SMS Магазин')
  })
  const page = await openDevice(okno, context)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
  const list = page.getByRole('dialog', { name: 'Прайс-лист' })
  await list.getByLabel('Или вставьте строки из таблицы').fill('Артикул;Название;Цена\nPL-1;Плед «Карпаты»;1 299,50\nKV-1;Ковёр;5400')
  await list.getByRole('button', { name: 'Загрузить' }).click()
  await expect(list).toBeHidden()

  await page.getByRole('link', { name: 'Заявки' }).click()
  await page.getByRole('button', { name: 'Добавить заявку' }).click()
  const made = cardWindow(page, 'Новая заявка')
  await made.getByLabel('Название').fill('Звонок с выставки')
  await made.getByRole('button', { name: 'Добавить товар' }).click()
  await made.getByRole('combobox', { name: /артикул/i }).fill('pl-1')
  await made.getByRole('option', { name: /Карпаты/ }).click()
  await made.getByLabel('Количество: Плед «Карпаты»').fill('3')
  await made.getByLabel('Количество: Плед «Карпаты»').press('Tab')
  await expect(made.getByText(/Сумма: 3.898,50/)).toBeVisible()
  await made.getByRole('button', { name: 'Сохранить' }).click()
  await expect(column(page, 'Новая')).toHaveAccessibleName(/Новая, 1 заявка, 3.898,50/)
  await expect(cardsOf(page, 'Новая')).toContainText('Без клиента')

  await cardsOf(page, 'Новая').click()
  await cardWindow(page, 'Заявка').getByRole('button', { name: 'Написать' }).click()
  await page.getByRole('dialog', { name: 'Начать новый диалог' }).getByRole('option', { name: 'SMS Магазин' }).click()
  const write = page.getByRole('dialog', { name: 'Написать сообщение' })
  await expect(write.getByLabel('Канал').locator('option:checked')).toHaveText('SMS Магазин')
  await write.getByLabel('Адрес контакта').fill('067 123 45 67')
  await write.getByLabel('Текст сообщения').fill('Добрый день, вы были у нас на выставке')
  await write.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(cardIn(page, 'Звонок с выставки')).toBeVisible()
  await cardIn(page, 'Звонок с выставки').getByRole('button').click()
  await expect(cardWindow(page, 'Заявка').getByRole('link', { name: 'Открыть чат' })).toHaveAttribute('href', /\/chats\//)
})

test('[A6] an administrator changes a pipeline, and cards of a removed stage stand in the one chosen for them', async ({
  okno,
  browser,
}) => {
  await (await okno.visitor()).say('Сколько стоит?')
  const page = await openDevice(okno, await browser.newContext())
  const colleague = await openDevice(okno, await browser.newContext(), await okno.newOperator('Павел'))
  await openDialog(page, 'Сколько стоит?')
  await addCard(page, 'Плед')
  await page.getByRole('link', { name: 'Настройки' }).click()
  const pipelines = page.getByRole('region', { name: 'Воронки' })
  await pipelines.getByRole('button', { name: 'Изменить воронку «Продажи»' }).click()
  await pipelines.getByLabel('Название нового этапа').fill('Переговоры')
  await pipelines.getByRole('button', { name: 'Добавить этап' }).click()
  const stages = pipelines.getByRole('list', { name: 'Этапы' }).getByRole('textbox')
  await expect(stages).toHaveCount(6)
  await expect(stages.nth(3)).toHaveValue('Переговоры')
  await pipelines.getByRole('button', { name: 'Выше: Переговоры' }).click()
  await expect(stages.nth(2)).toHaveValue('Переговоры')
  await pipelines.getByLabel('Название этапа «Переговоры»').fill('Торг')
  await pipelines.getByLabel('Название этапа «Переговоры»').press('Tab')
  await pipelines.getByRole('button', { name: 'Удалить этап «Новая»' }).click()
  await pipelines.getByLabel('Куда перейдут заявки этапа «Новая»?').selectOption({ label: 'Торг' })
  await pipelines.getByRole('button', { name: 'Перенести и удалить' }).click()
  await expect(stages).toHaveCount(5)
  // The last stage of its kind has nobody to give its cards to.
  await expect(pipelines.getByRole('button', { name: 'Удалить этап «Успешно»' })).toBeDisabled()

  await colleague.getByRole('link', { name: 'Заявки' }).click()
  await expect(cardsOf(colleague, 'Торг')).toHaveText(/Плед/)
  await expect(column(colleague, 'Новая')).toHaveCount(0)
  await colleague.getByRole('link', { name: 'Настройки' }).click()
  const theirs = colleague.getByRole('region', { name: 'Воронки' })
  await expect(theirs.getByText('Торг')).toBeVisible()
  await expect(theirs.getByRole('button')).toHaveCount(0)

  await pipelines.getByRole('button', { name: 'Удалить воронку «Продажи»' }).click()
  await expect(pipelines.getByText('Удалённые воронки')).toBeVisible()
  await page.getByRole('status').filter({ hasText: 'Воронка «Продажи» удалена' }).getByRole('button', { name: 'Отменить' }).last().click()
  await expect(pipelines.getByRole('button', { name: 'Изменить воронку «Продажи»' })).toBeVisible()
})

test('[K4] a card that is being written stays when the screen is turned and the customer has no room beside the chat', async ({
  okno,
  page,
}) => {
  await (await okno.visitor()).say('Есть ли чашки?')
  await page.setViewportSize({ width: 1366, height: 900 })
  await okno.signIn(page)
  await openDialog(page, 'чашки')
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).click()
  const card = cardWindow(page, 'Новая заявка')
  await card.getByLabel('Название').fill('Чашки, шесть штук')
  await page.setViewportSize({ width: 900, height: 1366 })
  await expect(card.getByLabel('Название')).toHaveValue('Чашки, шесть штук')
  await expect(card.getByLabel('Название')).toBeFocused()
  await card.getByRole('button', { name: 'Сохранить' }).click()
  await expect(card).toBeHidden()
  await expect(cardIn(page, 'Чашки, шесть штук')).toBeVisible()
})
