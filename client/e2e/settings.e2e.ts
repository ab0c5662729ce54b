import { openDialog } from './desk'
import { bubbles, expectAllSent, expectLive, expectOffline, openChat, writeReply } from './inbox-steps'
import { expect, test } from './okno'
import { readBy } from './visitor-steps'

test('[A6] an operator is added, signs in, and is signed out of a live page when disabled', async ({ okno, page, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть кто живой?')
  await okno.signIn(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const people = page.getByRole('region', { name: 'Сотрудники' })
  const fields = { Имя: 'Тарас Шевчук', 'E-mail': 'taras@example.com', 'Временный пароль': 'temporary-1' }
  for (const [label, value] of Object.entries(fields)) await people.getByLabel(label).fill(value)
  await people.getByRole('button', { name: 'Добавить сотрудника' }).click()
  await expect(people.getByText('taras@example.com · Оператор')).toBeVisible()
  await expect(people.getByLabel('E-mail')).toHaveValue('')
  for (const [label, value] of Object.entries(fields)) await people.getByLabel(label).fill(value)
  await people.getByRole('button', { name: 'Добавить сотрудника' }).click()
  await expect(people.getByRole('alert')).toHaveText('Такой e-mail уже есть.')

  const taras = await (await browser.newContext()).newPage()
  const person = { name: 'Тарас Шевчук', email: 'taras@example.com', password: 'temporary-1' }
  await okno.signIn(taras, person)
  await openDialog(taras, 'Есть кто живой?')
  await taras.getByRole('link', { name: 'Настройки' }).click()
  await expect(taras.getByText('Сотрудников добавляют владелец и администраторы.')).toBeVisible()
  await expect(taras.getByRole('region', { name: 'Ключи API' })).toHaveCount(0)

  await people.getByRole('button', { name: 'Отключить: Тарас Шевчук' }).click()
  await expect(people.getByText('Отключён')).toBeVisible()
  await expect(taras.getByRole('alert')).toHaveText('Этот вход завершили с другого устройства. Данные с него стёрты.')
  await taras.getByLabel('E-mail').fill(person.email)
  await taras.getByLabel('Пароль').fill(person.password)
  await taras.getByRole('button', { name: 'Войти' }).click()
  await expect(taras.getByRole('alert')).toHaveText('Неверный e-mail или пароль.')

  await people.getByRole('button', { name: 'Включить: Тарас Шевчук' }).click()
  await expect(people.getByRole('button', { name: 'Отключить: Тарас Шевчук' })).toBeVisible()
  await taras.getByLabel('Пароль').fill(person.password)
  await taras.getByRole('button', { name: 'Войти' }).click()
  await expect(taras.getByRole('heading', { name: 'Чаты' })).toBeVisible()
  await taras.context().close()
})

test('[A6] what is typed next while an operator is being added stays, and their role is not the next one’s', async ({ okno, page }) => {
  await okno.signIn(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const people = page.getByRole('region', { name: 'Сотрудники' })
  let answer = () => {}
  const isAsked = new Promise<void>((resolve) => {
    void page.route('**/api/operators', async (route) => {
      resolve()
      await new Promise<void>((go) => {
        answer = go
      })
      await route.continue()
    })
  })
  const fields = { Имя: 'Тарас Шевчук', 'E-mail': 'taras@example.com', 'Временный пароль': 'temporary-1' }
  for (const [label, value] of Object.entries(fields)) await people.getByLabel(label).fill(value)
  await people.getByLabel('Роль', { exact: true }).selectOption({ label: 'Администратор' })
  await people.getByRole('button', { name: 'Добавить сотрудника' }).click()
  await isAsked
  await people.getByLabel('Имя').fill('Леся')
  answer()
  await expect(people.getByText('taras@example.com · Администратор')).toBeVisible()
  await expect(people.getByLabel('E-mail')).toHaveValue('')
  await expect(people.getByLabel('Имя')).toHaveValue('Леся')
  await expect(people.getByLabel('Роль', { exact: true }).locator('option:checked')).toHaveText('Оператор')
})

test('[A6] the line for the site names the channel and is copied; the demonstration page carries the same', async ({
  okno,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await okno.signIn(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const channels = page.getByRole('region', { name: 'Каналы' })
  const snippet = `<script src="${okno.url}/widget.js" data-channel="${await okno.channelId()}" async></script>`
  await expect(channels.getByText(snippet)).toBeVisible()
  await channels.getByRole('button', { name: 'Скопировать код' }).click()
  await expect(page.getByText('Код скопирован')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(snippet)
  const [demo] = await Promise.all([context.waitForEvent('page'), channels.getByRole('link', { name: 'Открыть страницу-пример' }).click()])
  await expect(demo.locator(`script[data-channel="${await okno.channelId()}"]`)).toBeAttached()
  await expect(demo.getByRole('button', { name: 'Открыть чат' })).toBeVisible()
})

test('[A7] a key is shown once, listed by its name, and revoked', async ({ okno, page }) => {
  await okno.signIn(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const keys = page.getByRole('region', { name: 'Ключи API' })
  await keys.getByLabel('Название ключа').fill('Сводка заметок')
  await keys.getByRole('button', { name: 'Создать ключ' }).click()
  await expect(keys.getByText('Сохраните ключ: больше он показан не будет.')).toBeVisible()
  const key = (await keys.getByRole('status').getByRole('code').textContent()) ?? ''
  expect(key.length).toBeGreaterThan(20)
  await page.reload()
  await expect(keys.getByText('Сводка заметок')).toBeVisible()
  await expect(page.getByText(key)).toHaveCount(0)
  await keys.getByRole('button', { name: 'Отозвать ключ Сводка заметок' }).click()
  await expect(keys.getByText('Ключей пока нет')).toBeVisible()
})

test('[F6] another device is signed out from the settings', async ({ okno, page, browser }) => {
  const lost = await (await browser.newContext()).newPage()
  await okno.signIn(lost)
  await okno.signIn(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const sessions = page.getByRole('region', { name: 'Где вы вошли' })
  await expect(sessions.getByText('это устройство')).toHaveCount(1)
  await sessions
    .getByRole('button', { name: /Завершить сеанс/ })
    .first()
    .click()
  await expect(lost.getByRole('alert')).toHaveText('Этот вход завершили с другого устройства. Данные с него стёрты.')
  await expect(sessions.getByRole('button', { name: /Завершить сеанс/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Выйти' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await expect(page.getByLabel('E-mail')).toHaveValue('')
  await expect
    .poll(() =>
      page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith('okno-'))),
    )
    .toEqual([])
})

test('[W9][F2] an administrator lets replies go that were written without a network, whatever has come meanwhile', async ({
  okno,
  page,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть ли синяя?')
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const guard = page.getByRole('group', { name: 'Ответ, написанный без сети' })
  await expect(guard.getByLabel('Спросить автора')).toBeChecked()
  await guard.getByText('Отправить сразу').click()
  await expect(guard.getByLabel('Отправить сразу')).toBeChecked()
  await page.getByRole('link', { name: 'Чаты' }).click()
  await expectAllSent(page)

  await openChat(page, 'Есть ли синяя?')
  await page.context().setOffline(true)
  await expectOffline(page)
  await writeReply(page, 'Да, есть!')
  await visitor.say('Ещё вопрос')
  await page.context().setOffline(false)
  await expectLive(page)
  await expectAllSent(page)
  await expect(bubbles(page, 'Да, есть!')).toHaveCount(1)
  await expect.poll(() => readBy(visitor)).toEqual(['Да, есть!'])
})
