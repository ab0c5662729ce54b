import { connectBridge, test } from './bridge-steps'
import { channels } from './channel-steps'
import { customer, openDialog } from './desk'
import { addPhone, expectAllSent, openDevice } from './inbox-steps'
import { expect } from './okno'
import { activeOrders, orderPlaid, shopWithGoods } from './order-steps'

test('[K5] news of an order leave what is being written in it', async ({ okno, context, browser }) => {
  const page = await openDevice(okno, context)
  await shopWithGoods(okno, page)
  await orderPlaid(page)
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  await openDialog(colleague, 'Хочу плед')
  for (const each of [page, colleague])
    await activeOrders(each)
      .getByRole('link', { name: /Заказ № 1/ })
      .click()
  await colleague.getByLabel('Комментарий').fill('Звонить утром')
  await page.getByLabel('Статус', { exact: true }).selectOption('shipped')
  const history = colleague.getByRole('region', { name: 'История заказа' })
  await expect(history).toContainText('Owner: статус — отправлен')
  await expect(colleague.getByLabel('Комментарий')).toHaveValue('Звонить утром')
  await colleague.getByRole('button', { name: 'Сохранить' }).click()
  await expect(history).toContainText('Павел: изменено — комментарий')
  await colleague.context().close()
})

test('[L5][K7][K8] news of the customer and of the shop leave the name and the field that are being typed', async ({
  okno,
  context,
  browser,
}) => {
  await (await okno.visitor()).say('Есть ли чашки?')
  const page = await openDevice(okno, context)
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  await page.goto(`${okno.url}/settings`)
  await page.getByLabel('Название поля').fill('Размер')
  await page.getByRole('button', { name: 'Создать поле' }).click()
  await openDialog(colleague, 'чашки')
  await customer(colleague).getByRole('button', { name: 'Сохранить покупателя' }).click()
  await expectAllSent(colleague)
  const size = customer(colleague).getByLabel('Размер')
  await size.pressSequentially('4')
  await page.getByLabel('Название поля').fill('Цвет')
  await page.getByRole('button', { name: 'Создать поле' }).click()
  await expect(customer(colleague).getByLabel('Цвет')).toBeVisible()
  await size.pressSequentially('2')
  await expect(size).toHaveValue('42')

  // A colleague fills in the very same field; what comes after it shows that it has come.
  await page.goto(`${okno.url}/chats`)
  await openDialog(page, 'чашки')
  await customer(page).getByLabel('Размер').fill('38')
  await customer(page).getByLabel('Размер').press('Enter')
  await addPhone(page, '067 123 45 67')
  await expect(customer(colleague).getByTitle('+380671234567')).toBeVisible()
  await expect(size).toHaveValue('42')
  await size.press('Enter')
  await expect(customer(page).getByLabel('Размер')).toHaveValue('42')
  await customer(colleague).getByRole('button', { name: 'История изменений' }).click()
  await expect(colleague.getByRole('dialog').getByText('Автор не видел значения')).toHaveCount(1)
  await colleague.keyboard.press('Escape')

  const name = (of: typeof page) => customer(of).getByLabel('Имя', { exact: true })
  await name(colleague).fill('Анна')
  await name(page).fill('Аня')
  await name(page).press('Enter')
  await expect(name(colleague)).toHaveAttribute('title', 'Аня')
  await expect(name(colleague)).toHaveValue('Анна')
  // Left as it was opened, it takes nothing back.
  await name(colleague).press('Escape')
  await expect(name(colleague)).toHaveValue('Аня')
  await colleague.context().close()
})

test('[A1][A3] what is open in the settings stays while colleagues change the same things', async ({ okno, context, browser, bridge }) => {
  const hanna = await okno.newOperator('Ганна', 'admin')
  await okno.newOperator('Павел')
  const page = await context.newPage()
  await connectBridge(okno, page, bridge)
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), hanna)
  for (const each of [page, colleague]) await each.goto(`${okno.url}/settings`)

  // One's own tick comes back from the server as a new row.
  await page.getByRole('region', { name: 'Сотрудники' }).getByText('Все каналы').click()
  const tick = page.getByRole('region', { name: 'Сотрудники' }).getByLabel('Свой канал')
  await tick.uncheck()
  await expect(page.getByText('Каналов: 1')).toBeVisible()
  await expect(tick).toBeFocused()

  for (const each of [page, colleague]) await each.getByRole('button', { name: /Изменить воронку/ }).click()
  const name = (of: typeof page) => of.getByLabel('Название воронки', { exact: true })
  await name(page).fill('Розница')
  await name(colleague).fill('Опт')
  await name(colleague).press('Enter')
  await expect(page.getByRole('button', { name: 'Изменить воронку «Опт»' })).toBeVisible()
  await expect(name(page)).toHaveValue('Розница')

  await channels(page).getByRole('button', { name: 'Изменить доступ: Свой канал' }).click()
  const access = page.getByRole('dialog', { name: 'Изменить доступ: Свой канал' })
  await access.getByLabel('Секрет').fill('half of a new secr')
  await channels(colleague).getByRole('button', { name: 'Приостановить: Свой канал' }).click()
  await expect(page.getByText('Приостановлен', { exact: true })).toBeAttached()
  await expect(access.getByLabel('Секрет')).toHaveValue('half of a new secr')
  await page.keyboard.press('Escape')

  const rules = (of: typeof page) => of.getByRole('dialog', { name: /^Настройки: / })
  for (const each of [page, colleague]) await each.getByRole('button', { name: 'Настройки: Website' }).click()
  await rules(page).getByLabel('Название канала').fill('Сайт')
  await rules(colleague).getByLabel('Название канала').fill('Магазин')
  await rules(colleague).getByLabel('Приветствие').fill('Добрый день!')
  await rules(colleague).getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByRole('dialog', { name: 'Настройки: Магазин' })).toBeVisible()
  await expect(rules(page).getByLabel('Название канала')).toHaveValue('Сайт')
  await rules(page).getByRole('button', { name: 'Сохранить' }).click()
  await expect(channels(colleague).getByText('Сайт', { exact: true })).toBeVisible()
  await colleague.getByRole('button', { name: 'Настройки: Сайт' }).click()
  await expect(rules(colleague).getByLabel('Приветствие')).toHaveValue('Добрый день!')
  await colleague.context().close()
})
