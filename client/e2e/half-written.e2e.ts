import { makeSound } from '../../server/demo/sound'
import { connectBridge, test } from './bridge-steps'
import { addCard, cardIn, cardWindow } from './card-steps'
import { channels } from './channel-steps'
import { customer, message, openDialog, reply, timeline } from './desk'
import { addPhone, expectAllSent, openDevice } from './inbox-steps'
import { later, writeLater } from './later-steps'
import { expect } from './okno'
import { orderOpenAtTwo } from './order-steps'
import { past } from './past'

// Two people's browsers at once.
test.slow()

test('[K5] news of an order leave what is being written in it', async ({ okno, context, browser }) => {
  const { page, colleague } = await orderOpenAtTwo(okno, context, browser)
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
  await expect(colleague.getByRole('heading', { name: 'Аня' })).toBeVisible()
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
  await access.getByRole('button', { name: 'Закрыть и стереть' }).click()
  await expect(access).toHaveCount(0)

  const rules = (of: typeof page) => of.getByRole('dialog', { name: /^Настройки: / })
  for (const each of [page, colleague]) await each.getByRole('button', { name: 'Настройки: Сайт' }).click()
  await rules(page).getByLabel('Название канала').fill('Витрина')
  await rules(colleague).getByLabel('Название канала').fill('Магазин')
  await rules(colleague).getByLabel('Приветствие').fill('Добрый день!')
  await rules(colleague).getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByRole('dialog', { name: 'Настройки: Магазин' })).toBeVisible()
  await expect(rules(page).getByLabel('Название канала')).toHaveValue('Витрина')
  await expect(rules(page).getByLabel('Приветствие')).toHaveValue('Добрый день!')
  await rules(page).getByRole('button', { name: 'Оставить моё' }).click()
  await rules(page).getByRole('button', { name: 'Сохранить' }).click()
  await expect(channels(colleague).getByText('Витрина', { exact: true })).toBeVisible()
  await colleague.getByRole('button', { name: 'Настройки: Витрина' }).click()
  await expect(rules(colleague).getByLabel('Приветствие')).toHaveValue('Добрый день!')
  await colleague.context().close()
})

test('[K4][C8] a card that is removed, and a message that is changed, while one writes take nothing away', async ({
  okno,
  context,
  browser,
}) => {
  await (await okno.visitor()).say('Хочу шарф')
  const page = await openDevice(okno, context)
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  for (const each of [page, colleague]) await openDialog(each, 'Хочу шарф')
  await addCard(page, 'Шарф')
  await cardIn(page, 'Шарф').getByRole('button').click()
  const window = cardWindow(page, 'Заявка')
  await window.getByLabel('Комментарий').fill('Перезвонить после обеда')
  await cardIn(colleague, 'Шарф').getByRole('button').click()
  await cardWindow(colleague, 'Заявка').getByRole('button', { name: 'Удалить' }).click()
  await expect(window.getByRole('alert')).toContainText('заявку удалили')
  await expect(window.getByLabel('Комментарий')).toHaveValue('Перезвонить после обеда')
  await expect(window.getByRole('button', { name: 'Сохранить' })).toBeDisabled()
  await window.getByRole('button', { name: 'Вернуть заявку' }).click()
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toBeHidden()
  await expect(cardIn(colleague, 'Шарф')).toBeVisible()

  await writeLater(page, 'Шарф привезут завтра', 'Завтра утром')
  await later(page).getByRole('button', { name: 'Изменить' }).click()
  await later(page).getByLabel('Текст запланированного сообщения').fill('Шарф привезут утром')
  await later(colleague).getByRole('button', { name: 'Изменить' }).click()
  await later(colleague).getByLabel('Текст запланированного сообщения').fill('Шарф привезут вечером')
  await later(colleague).getByRole('button', { name: 'Сохранить' }).click()
  await expect(later(page).getByRole('alert')).toContainText('Шарф привезут вечером')
  await expect(later(page).getByRole('button', { name: 'Сохранить' })).toBeDisabled()
  await later(page).getByRole('button', { name: 'Оставить мой текст' }).click()
  await later(page).getByRole('button', { name: 'Сохранить' }).click()
  await expect(later(colleague)).toContainText('Шарф привезут утром')
  await colleague.context().close()
})

test('[L8][C6] what plays and what is open in the conversation stays while messages are confirmed and come', async ({
  okno,
  context,
  browser,
}) => {
  await past(okno, async ({ told, file, website }) => {
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const first = await told({ type: 'message', channelId: website, peer, key: 'a', text: 'Послушайте', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const sound = await file('anna', makeSound(120).bytes, { name: 'запись.wav', mime: 'audio/wav', dialogId })
    await told({ type: 'message', channelId: website, peer, key: 'b', text: '', attachments: [sound], raw: '' })
  })
  const page = await openDevice(okno, context)
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  for (const each of [page, colleague]) await openDialog(each, 'Анна')
  await timeline(page)
    .getByRole('button', { name: /^Слушать: / })
    .click()
  const isPlaying = () =>
    timeline(page)
      .locator('audio')
      .evaluate((audio: HTMLAudioElement) => !audio.paused)
  await expect.poll(isPlaying).toBe(true)
  await reply(page, 'Слушаю')
  await expect(message(page, 'Слушаю')).toContainText('отправлено')
  const line = timeline(page).getByRole('listitem').filter({ hasText: 'Слушаю' })
  await line.hover()
  await line.getByRole('button', { name: 'Действия с сообщением' }).click()
  await expect(page.getByRole('menuitem', { name: 'Копировать' })).toBeVisible()
  await reply(colleague, 'Перезвоню завтра')
  await expect(page.getByText('Перезвоню завтра').last()).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Копировать' })).toBeVisible()
  expect(await isPlaying()).toBe(true)
  await colleague.context().close()
})

test('[L5] a name that is being typed is kept when a key takes one to the next chat', async ({ okno, context }) => {
  await (await okno.visitor()).say('Есть ли чашки?')
  await (await okno.visitor()).say('Есть ли ложки?')
  const page = await openDevice(okno, context)
  await openDialog(page, 'ложки')
  const name = customer(page).getByLabel('Имя', { exact: true })
  await name.fill('Анна')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(timeline(page).getByText('Есть ли чашки?')).toBeVisible()
  await expect(page.getByRole('option', { name: /Анна/ })).toBeVisible()
  await expect(name).not.toHaveValue('Анна')
})

test('[A1] what is written in a channel’s windows is not lost by Esc', async ({ okno, page }) => {
  await okno.signIn(page)
  await page.goto(`${okno.url}/settings`)
  await page.getByRole('button', { name: 'Настройки: Сайт' }).click()
  const question = page.getByRole('alert').filter({ hasText: 'Написанное не сохранено и пропадёт.' })
  const greeting = page.getByLabel('Приветствие')
  const before = await greeting.inputValue()
  await greeting.fill('Добрый вечер!')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Остаться' }).click()
  await greeting.fill(before)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Подключить канал' }).click()
  await page.getByLabel('Название канала').fill('Наш бот')
  await page.keyboard.press('Escape')
  await expect(question).toBeVisible()
})
