import type { Page } from '@playwright/test'
import { customer, dialogRow, openDialog, timeline } from './desk'
import { addPhone, expectAllSent, expectLive, expectOffline, filePicker, openDevice, remark, rename, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'

test.setTimeout(120_000)

const nameField = (page: Page) => customer(page).getByRole('textbox', { name: 'Имя', exact: true })
const save = (page: Page) => customer(page).getByRole('button', { name: 'Сохранить покупателя' })
const choose = (page: Page) => customer(page).getByRole('button', { name: 'Выбрать покупателя из списка' })
const buyer = (page: Page) => customer(page).getByRole('region', { name: 'Покупатель', exact: true })
const paneTab = (page: Page, name: string) => customer(page).getByRole('tab', { name })
const undo = (page: Page) => page.getByRole('button', { name: 'Отменить' }).last().click()
const toCustomers = (page: Page) => page.getByRole('link', { name: 'Покупатели' }).click()
const listed = (page: Page) => page.getByRole('listbox', { name: 'Покупатели' }).getByRole('option')

async function addEmail(page: Page, email: string): Promise<void> {
  await customer(page).getByRole('button', { name: 'Добавить e-mail' }).click()
  await customer(page).getByRole('textbox', { name: 'Добавить e-mail' }).fill(email)
  await page.keyboard.press('Enter')
}

test('[K2] a contact is saved as a customer, another contact is linked to it, and both are one person with one list of dialogs', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await (await okno.visitor()).say('Это Мария с сайта')
  await (await okno.visitor()).say('Это Мария с телефона')

  await openDialog(page, 'с сайта')
  await rename(page, 'Мария Коваль')
  await addPhone(page, '067 123 45 67')
  await expect(choose(page)).toBeVisible()
  await addEmail(page, 'maria@example.com')
  // Phone and e-mail are known: whoever this is, it is nobody from the list.
  await expect(choose(page)).toHaveCount(0)
  await save(page).click()
  await expect(buyer(page)).toContainText('Покупатель с')
  await expect(timeline(page).getByText('Owner: покупатель сохранён')).toBeVisible()

  await openDialog(page, 'с телефона')
  await choose(page).click()
  const picker = page.getByRole('dialog', { name: 'Выбрать покупателя из списка' })
  await picker.getByRole('combobox').fill('0671234567')
  await expect(picker.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(nameField(page)).toHaveValue('Мария Коваль')
  await expect(dialogRow(page, 'Мария Коваль')).toHaveCount(2)

  await paneTab(page, 'Диалоги').click()
  const dialogs = customer(page).getByRole('list', { name: 'Диалоги' }).getByRole('link')
  await expect(dialogs).toHaveCount(2)
  await dialogs.filter({ hasText: 'с сайта' }).click()
  await expect(timeline(page).getByText('Это Мария с сайта')).toBeVisible()

  // It was somebody else after all, and then it was not.
  await openDialog(page, 'с телефона')
  await buyer(page).getByRole('button', { name: 'Это другой человек' }).click()
  await expect(nameField(page)).toHaveValue(/Посетитель/)
  await undo(page)
  await expect(nameField(page)).toHaveValue('Мария Коваль')
  await expectAllSent(page)
  await page.reload()
  await expectLive(page)
  await expect(nameField(page)).toHaveValue('Мария Коваль')
})

test('[K2][K3][PER1] what was said and remarked with a person in two chats stands in one timeline, without a network too, and goes on from either', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  const [site, phone] = [await okno.visitor(), await okno.visitor()]
  await site.say('Сначала с сайта')
  await openDialog(page, 'Сначала с сайта')
  await rename(page, 'Мария Коваль')
  await addPhone(page, '067 123 45 67')
  await save(page).click()
  await expect(buyer(page)).toContainText('Покупатель с')
  await remark(page).fill('Скидка 5 %')
  await phone.say('Потом с телефона')
  await openDialog(page, 'Потом с телефона')
  await choose(page).click()
  await page.getByRole('dialog', { name: 'Выбрать покупателя из списка' }).getByRole('combobox').fill('0671234567')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(nameField(page)).toHaveValue('Мария Коваль')
  // What was remarked in one chat is seen, and goes on, in the other.
  const remarked = customer(page).getByRole('textbox', { name: /^Из канала/ })
  await expect(remarked).toHaveValue('Скидка 5 %')
  await site.say('И снова с сайта')
  await expect(dialogRow(page, 'И снова с сайта')).toBeVisible()
  await expectAllSent(page)
  await untilInstalled(page)
  await context.setOffline(true)
  await page.reload()
  await expectOffline(page)

  await expect(remarked).toHaveValue('Скидка 5 %')
  await remarked.fill('Скидка 7 %')
  await paneTab(page, 'Диалоги').click()
  await customer(page).getByRole('button', { name: 'Вся переписка одной лентой' }).click()
  const whole = page.getByRole('dialog', { name: 'Вся переписка: Мария Коваль' })
  await expect(whole.getByText(/с сайта$|с телефона$/)).toHaveText(['Сначала с сайта', 'Потом с телефона', 'И снова с сайта'])
  await expect(whole.getByText('Owner: покупатель сохранён')).toBeVisible()
  await expect(whole.getByRole('group', { name: 'Ответить через' }).getByRole('button')).toHaveCount(2)
  // The chat that had the last word comes first.
  await whole.getByRole('group', { name: 'Ответить через' }).getByRole('button').first().click()
  await expect(whole).toHaveCount(0)
  await expect(timeline(page).getByText('И снова с сайта')).toBeVisible()
  await expect(remark(page)).toHaveValue('Скидка 7 %')
  await paneTab(page, 'Диалоги').click()
  await customer(page).getByRole('button', { name: 'Вся переписка одной лентой' }).click()
  await whole.getByRole('listitem').filter({ hasText: 'Потом с телефона' }).getByRole('link').click()
  await expect(timeline(page).getByText('Потом с телефона')).toBeVisible()
})

test('[K2] customers with the same phone are suggested, merged with undo, and unmerged later', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  for (const text of ['первый чат', 'второй чат']) {
    await (await okno.visitor()).say(text)
    await openDialog(page, text)
    await rename(page, text)
    await addPhone(page, '067 123 45 67')
    await save(page).click()
    await expect(buyer(page)).toContainText('Покупатель с')
  }
  await addPhone(page, '050 111 22 33')
  const suggestion = customer(page).getByRole('region', { name: 'Возможно, это тот же человек' })
  await suggestion.getByRole('button', { name: 'Объединить с «первый чат»' }).click()
  await expect(suggestion).toHaveCount(0)
  await expect(dialogRow(page, 'второй чат')).toHaveCount(2)
  await undo(page)
  await expect(dialogRow(page, 'второй чат')).toHaveCount(1)
  await suggestion.getByRole('button', { name: 'Объединить с «первый чат»' }).click()
  await openDialog(page, 'первый чат')
  await expect(customer(page).getByRole('link', { name: '050 111 2233' })).toBeVisible()
  await expectAllSent(page)
  await page.reload()
  await expectLive(page)
  await buyer(page).getByRole('button', { name: 'Разъединить с «первый чат»' }).click()
  await expect(nameField(page)).toHaveValue('первый чат')
  await expect(customer(page).getByRole('link', { name: '050 111 2233' })).toHaveCount(0)

  // On the page of customers too.
  await toCustomers(page)
  await listed(page).filter({ hasText: 'второй чат' }).click()
  const card = page.getByRole('region', { name: 'Покупатель', exact: true }).first()
  await card.getByRole('button', { name: 'Объединить с «первый чат»' }).click()
  await expect(listed(page)).toHaveCount(1)
  await undo(page)
  await expect(listed(page)).toHaveCount(2)
})

test('[K1][K7] two operators edit one customer offline: different fields both stay, of one field the later stands and the other comes back in a click', async ({
  okno,
  browser,
}) => {
  const [first, second] = [await browser.newContext(), await browser.newContext()]
  const owner = await openDevice(okno, first)
  const anna = await openDevice(okno, second, await okno.newOperator('Анна'))
  await (await okno.visitor()).say('Меня зовут Мария')
  await openDialog(owner, 'Мария')
  await save(owner).click()
  await openDialog(anna, 'Мария')
  await expect(buyer(anna)).toContainText('Покупатель с')

  for (const each of [owner, anna]) await untilInstalled(each)
  await first.setOffline(true)
  await second.setOffline(true)
  await expectOffline(owner)
  await expectOffline(anna)
  await rename(owner, 'Мария Коваль')
  await addPhone(owner, '067 123 45 67')
  await rename(anna, 'Марія К.')
  await addEmail(anna, 'maria@example.com')
  await expect(dialogRow(anna, 'Марія К.')).toBeVisible()

  await first.setOffline(false)
  await expectLive(owner)
  await expectAllSent(owner)
  await second.setOffline(false)
  await expectLive(anna)
  await expectAllSent(anna)
  for (const page of [owner, anna]) {
    await expect(nameField(page)).toHaveValue('Марія К.')
    await expect(customer(page).getByRole('link', { name: '067 123 4567' })).toBeVisible()
    await expect(customer(page).getByRole('link', { name: 'maria@example.com' })).toBeVisible()
  }

  await customer(owner).getByRole('button', { name: 'История изменений' }).first().click()
  const history = owner.getByRole('dialog', { name: 'История изменений покупателя' })
  const lost = history.getByRole('listitem').filter({ hasText: '«Мария Коваль» → «Марія К.»' })
  await expect(lost).toContainText('Анна')
  await expect(lost).toContainText('Автор не видел значения, которое заменил')
  await lost.getByRole('button', { name: 'Вернуть' }).click()
  await history.getByRole('button', { name: 'Закрыть' }).click()
  for (const page of [owner, anna]) await expect(nameField(page)).toHaveValue('Мария Коваль')
  await first.close()
  await second.close()
})

test('[K8] tags and fields defined in the settings are on the card, in the filter and in the search; files of the chat are found', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const settings = page.getByRole('region', { name: 'Метки и поля покупателей' })
  await settings.getByLabel('Название метки').fill('Оптовик')
  await settings.getByRole('button', { name: 'Создать метку' }).click()
  await expect(settings.getByRole('list', { name: 'Метки' })).toContainText('Оптовик')
  await settings.getByLabel('Название поля').fill('Размер')
  await settings.getByLabel('Вид поля').selectOption({ label: 'Выбор из списка' })
  await settings.getByLabel('Варианты через запятую').fill('M, L')
  await settings.getByRole('button', { name: 'Создать поле' }).click()
  await settings.getByLabel('Название поля').fill('День рождения')
  await settings.getByLabel('Вид поля').selectOption({ label: 'Дата' })
  await settings.getByRole('button', { name: 'Создать поле' }).click()
  await expect(settings.getByRole('list', { name: 'Поля покупателя' })).toContainText('День рождения')

  await (await okno.visitor()).say('Хочу оптом')
  await page.getByRole('link', { name: /^Чаты/ }).click()
  await openDialog(page, 'Хочу оптом')
  await rename(page, 'Вера')
  await save(page).click()
  await customer(page).getByRole('button', { name: 'Добавить метку' }).click()
  await page.getByRole('dialog', { name: 'Метки' }).getByRole('option', { name: 'Оптовик' }).click()
  await page.keyboard.press('Escape')
  await customer(page).getByLabel('Размер').selectOption('L')
  await customer(page).getByLabel('День рождения').fill('3.2.1990')
  await customer(page).getByLabel('День рождения').blur()

  await filePicker(page).setInputFiles({ name: 'смета.txt', mimeType: 'text/plain', buffer: Buffer.from('смета') })
  await expect(page.getByRole('list', { name: 'Файлы к сообщению' })).toContainText('смета.txt')
  await page.getByRole('textbox', { name: 'Сообщение' }).fill('Смета во вложении')
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await paneTab(page, 'Файлы').click()
  const files = customer(page).getByRole('list', { name: 'Файлы' })
  await expect(files.getByRole('link', { name: /смета\.txt/ })).toBeVisible()
  await files.getByRole('link', { name: /показать в чате/ }).click()
  await expect(timeline(page).getByText('Смета во вложении')).toBeVisible()

  await expectAllSent(page)
  await page.reload()
  await expectLive(page)
  await expect(customer(page).getByRole('button', { name: 'Убрать метку «Оптовик»' })).toBeVisible()
  await expect(customer(page).getByLabel('Размер')).toHaveValue('L')
  await expect(customer(page).getByLabel('День рождения')).toHaveValue('03.02.1990')
  await page.getByRole('searchbox', { name: 'Поиск чатов' }).fill('1990-02-03')
  await expect(page.getByRole('listbox', { name: 'Результаты поиска' }).getByRole('option')).toContainText(['Вера'])

  await toCustomers(page)
  await page.getByRole('button', { name: 'Оптовик', exact: true }).click()
  await expect(listed(page)).toHaveCount(1)
})
