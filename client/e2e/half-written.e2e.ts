import { customer, openDialog } from './desk'
import { expectAllSent, openDevice } from './inbox-steps'
import { expect, test } from './okno'
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

test('[L5][K8] news of the customer and of the shop leave the name and the field that are being typed', async ({
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

  await page.goto(`${okno.url}/chats`)
  await openDialog(page, 'чашки')
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
