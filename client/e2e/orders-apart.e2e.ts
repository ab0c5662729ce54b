import { customer } from './desk'
import { openDevice } from './inbox-steps'
import { expect, test } from './okno'
import { activeOrders, addProduct, orderOpenAtTwo, orderWindow, says, shopWithGoods } from './order-steps'
import { holdStorage } from './slow-device'

// Two people's browsers at once.
test.slow()

test('[K5] what is typed in an order while it is being stored stays, as a change of what was stored', async ({
  okno,
  context,
  browser,
}) => {
  const { page, colleague } = await orderOpenAtTwo(okno, context, browser)
  const comment = page.getByLabel('Комментарий')
  const save = page.getByRole('button', { name: 'Сохранить' })
  const history = page.getByRole('region', { name: 'История заказа' })
  await comment.fill('Звонить')
  await page.getByLabel('Количество: Плед «Карпаты»').fill('2')
  const store = await holdStorage(page)
  await save.click()
  await comment.press('End')
  await comment.pressSequentially(' утром')
  await page.getByLabel('Количество: Плед «Карпаты»').fill('3')
  await store()
  await expect(history).toContainText('изменено — товары, комментарий')
  await expect(comment).toHaveValue('Звонить утром')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(colleague.getByLabel('Комментарий')).toHaveValue('Звонить')
  await save.click()
  await expect(colleague.getByLabel('Комментарий')).toHaveValue('Звонить утром')
  await expect(colleague.getByLabel('Количество: Плед «Карпаты»')).toHaveValue('3')
  await expect(save).toBeDisabled()
  await colleague.context().close()
})

test('[K5][K7] news of an order show in what is not being changed, and what both have changed is looked at first', async ({
  okno,
  context,
  browser,
}) => {
  const { page, colleague } = await orderOpenAtTwo(okno, context, browser)
  const quantity = (of: typeof page) => of.getByLabel('Количество: Плед «Карпаты»')
  const save = (of: typeof page) => of.getByRole('button', { name: 'Сохранить' })
  await page.getByLabel('Адрес доставки').fill('Киев, отделение 5')
  await page.getByLabel('Комментарий').fill('Звонить утром')
  await colleague.getByLabel('Стоимость доставки').fill('70')
  await quantity(colleague).fill('3')
  await save(colleague).click()
  await expect(quantity(page)).toHaveValue('3')
  await expect(page.getByLabel('Стоимость доставки')).toHaveValue('70,00')
  await expect(page.getByLabel('Адрес доставки')).toHaveValue('Киев, отделение 5')

  await colleague.getByLabel('Комментарий').fill('Звонить после 18')
  await save(colleague).click()
  const moved = page.getByRole('alert').filter({ hasText: '«Комментарий» изменили: Звонить после 18' })
  await expect(moved).toBeVisible()
  await expect(save(page)).toBeDisabled()
  await moved.getByRole('button', { name: 'Оставить моё' }).click()
  await save(page).click()
  for (const each of [page, colleague]) {
    await expect(each.getByLabel('Адрес доставки')).toHaveValue('Киев, отделение 5')
    await expect(each.getByLabel('Комментарий')).toHaveValue('Звонить утром')
    await expect(quantity(each)).toHaveValue('3')
  }
  await colleague.context().close()
})

test('[K5] what is typed in a new order while it is being stored stays, as a change of what was stored', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await shopWithGoods(okno, page)
  await customer(page).getByRole('button', { name: 'Добавить заказ' }).click()
  const window = orderWindow(page)
  const comment = window.getByLabel('Комментарий')
  await addProduct(window, 'PL-100', 'Плед «Карпаты»')
  await comment.fill('Звонить')
  const store = await holdStorage(page)
  await window.getByRole('button', { name: 'Создать заказ' }).click()
  await comment.press('End')
  await comment.pressSequentially(' утром')
  await window.getByLabel('Количество: Плед «Карпаты»').fill('2')
  await store()
  await expect(comment).toHaveValue('Звонить утром')
  await expect(window.getByRole('button', { name: 'Сохранить' })).toBeEnabled()
  await expect(window.getByRole('alert')).toHaveCount(0)
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toBeHidden()
  await says(activeOrders(page)).toContain('1 на 2 598 ₴')
  await activeOrders(page)
    .getByRole('link', { name: /Заказ № 1/ })
    .click()
  await expect(page.getByRole('region', { name: 'История заказа' })).toContainText('изменено — товары, комментарий')
  await expect(page.getByLabel('Комментарий')).toHaveValue('Звонить утром')
})
