import { dialogRow, openDialog, reply } from './desk'
import { signInCookie } from './device'
import { expectLive, expectOffline, untilInstalled } from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { past } from './past'

test('what goes wrong in a window is told beside it, to a screen reader too, and pressing the notice leaves the window', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ channel }) => void (await channel('email', 'Почта')))
  await okno.signIn(page)
  await page.getByRole('button', { name: 'Написать сообщение' }).click()
  const window = page.getByRole('dialog', { name: 'Написать сообщение' })
  await expect(window).toBeVisible()
  // Everything else is out of a screen reader's sight by now.
  await expect(page.getByRole('navigation')).toHaveCount(0)
  const files = ['раз.txt', 'два.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(0) }))
  await window.locator('input[type=file]').setInputFiles(files)
  const notices = page.getByRole('status').filter({ hasText: 'Пустые файлы (2): «раз.txt», «два.txt»' })
  await expect(notices).toBeVisible()
  await notices.getByText('Пустые файлы (2): «раз.txt», «два.txt»').click()
  await expect(window).toBeVisible()
  // What is told next is told without this.
  await expect(notices).toHaveAttribute('aria-atomic', 'false')
})

test('[L2] what a tab or a filter has left in the list is told to a screen reader, and what comes by itself is not', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ wrote }) => {
    for (const name of ['Анна', 'Борис', 'Вера']) await wrote(name, ['Добрый день'])
  })
  await okno.signIn(page)
  await expectLive(page)
  const told = page.getByRole('region', { name: 'Список чатов' }).getByRole('status')
  await expect(told).toHaveText('')
  await openDialog(page, 'Анна')
  await reply(page, 'Здравствуйте')
  const choose = async (answer: string) => {
    await page.getByRole('button', { name: 'Статус ответа' }).press('Enter')
    await page.getByRole('option', { name: answer, exact: true }).click()
  }
  await choose('Без ответа')
  await expect(told).toHaveText('2 чата')
  await (await okno.visitor()).say('Это четвёртый')
  await expect(dialogRow(page, 'Это четвёртый')).toBeVisible()
  await expect(told).toHaveText('2 чата')
  await choose('Отложенные')
  await expect(told).toHaveText('Под фильтры ничего не подходит')
  await page.getByRole('button', { name: 'Сбросить всё' }).first().click()
  await expect(told).toHaveText('4 чата')
  await page.getByRole('tab', { name: 'Спам' }).press('Enter')
  await expect(told).toHaveText('Спама нет')
})

test('[F2][A2] what comes back refused is told to an author who is elsewhere by then; a chat that is withdrawn says so', async ({
  okno,
  page,
}) => {
  const pavel = await okno.newOperator('Павел')
  await (await okno.visitor()).say('Есть ли лампа?')
  await (await okno.visitor()).say('А чашка?')
  await okno.signIn(page, pavel)
  await expectLive(page)
  await untilInstalled(page)
  await openDialog(page, 'лампа')
  await page.context().setOffline(true)
  await expectOffline(page)
  await reply(page, 'Да')
  await reply(page, 'И ещё одна')
  await openDialog(page, 'чашка')

  const headers = { cookie: await signInCookie(okno.url, OWNER) }
  const { operators } = (await (await fetch(`${okno.url}/api/operators`, { headers })).json()) as {
    operators: { id: string; email: string }[]
  }
  const id = operators.find(({ email }) => email === pavel.email)?.id
  const body = JSON.stringify({ access: { visibility: 'own', channelIds: null } })
  expect((await fetch(`${okno.url}/api/operators/${id}`, { method: 'PATCH', headers, body })).status).toBe(200)
  await page.context().setOffline(false)
  await expect(page.getByRole('status').filter({ hasText: '2 действия не приняты: решите в «Исходящих»' })).toBeVisible()
  await expectLive(page)
  await expect(page.getByText('вам к нему больше нет доступа')).toBeVisible()
})
