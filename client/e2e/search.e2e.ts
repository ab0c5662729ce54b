import type { Page } from '@playwright/test'
import { message, openDialog, timeline } from './desk'
import { test } from './devices'
import { addPhone, expectLive, expectOffline, openDevice, rename, untilInstalled } from './inbox-steps'
import { expect } from './okno'
import { past } from './past'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Поиск чатов' })
const results = (page: Page) => page.getByRole('listbox', { name: 'Результаты поиска' })
const hits = (page: Page, group: string) => results(page).getByRole('group', { name: group }).getByRole('option')
const LATEST = 'К последним сообщениям'

/** Words marked in the conversation, as the browser paints them. */
const marked = (page: Page) =>
  page.evaluate(() => {
    const found: unknown = CSS.highlights.get('found-words')
    return found instanceof Highlight ? [...found].map((range) => range.toString()) : []
  })

test('[L3] what the device does not hold is found by the server, opened at its place with the words marked, and left with one click', async ({
  okno,
  page,
}) => {
  const filler = Array.from({ length: 700 }, (_, index) => `строка ${index + 1}`)
  await past(okno, async ({ wrote }) => {
    await wrote('Оксана Мельник', [...filler.slice(0, 200), 'Посылка с фарфоровой вазой разбита', ...filler.slice(200)])
    await wrote('Степан', ['Нужна ваза', 'Спасибо'])
  })
  await okno.signIn(page)
  await expectLive(page)
  await search(page).fill('ваза')
  await expect(hits(page, 'Сообщения, на устройстве')).toHaveText([/Нужна ваза/])
  await search(page).press('Enter')
  await expect(timeline(page).locator('[data-found]')).toContainText('Нужна ваза')
  await search(page).fill('ljcnfdf')
  await expect(page.getByText('Ничего не нашлось')).toBeVisible()

  await search(page).fill('фарфоровой вазой')
  const there = hits(page, 'Сообщения, на сервере')
  await expect(there).toHaveText([/Посылка с фарфоровой вазой разбита/])
  await expect(there.getByRole('img', { name: 'на сервере' })).toBeVisible()
  await there.click()
  const found = timeline(page).locator('[data-found]')
  await expect(found).toContainText('Посылка с фарфоровой вазой разбита')
  await expect(found).toBeInViewport()
  expect((await marked(page)).sort()).toEqual(['вазой', 'фарфоровой'])

  // Around it stands what stood around it, in both directions, without a hole.
  await expect(message(page, 'строка 200')).toBeVisible()
  await expect(message(page, 'строка 201')).toBeVisible()
  await expect(message(page, 'строка 700')).toHaveCount(0)
  await expect(async () => {
    await timeline(page).evaluate((scroller) => scroller.scrollTo({ top: 0, behavior: 'instant' }))
    await expect(message(page, 'строка 330')).toBeVisible({ timeout: 500 })
  }).toPass()
  const places = await timeline(page)
    .getByRole('article')
    .evaluateAll((bubbles) =>
      bubbles.map((bubble) => Number(/строка (\d+?)\d\d:\d\d/.exec(bubble.textContent ?? '')?.[1] ?? 0)).filter(Boolean),
    )
  expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index))

  await page.getByRole('button', { name: LATEST }).click()
  await expect(message(page, 'строка 700')).toBeInViewport()
  await expect(page.getByRole('button', { name: LATEST })).toHaveCount(0)
})

test('[L3] a word found in a message longer than the screen is in sight', async ({ okno, page }) => {
  const lines = Array.from({ length: 200 }, (_, index) => (index === 20 ? 'и ваза' : `строка ${index + 1}`))
  await past(okno, async ({ wrote }) => {
    await wrote('Степан', [lines.join('\n'), 'Спасибо'])
  })
  await okno.signIn(page)
  await openDialog(page, 'Степан')
  await search(page).fill('ваза')
  await hits(page, 'Сообщения, на устройстве').click()
  const isInSight = () =>
    timeline(page).evaluate((scroller) => {
      const [range] = (CSS.highlights.get('found-words') ?? []) as Iterable<Range>
      const { top = 0, bottom = 0 } = range?.getBoundingClientRect() ?? {}
      const view = scroller.getBoundingClientRect()
      return top > view.top && bottom < view.bottom
    })
  await expect.poll(isInSight).toBe(true)
})

test('[L3] without a network the device is searched, and says so; back online the server is asked again', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть ли у вас голубая чашка?')
  const page = await openDevice(okno, await browser.newContext())
  await openDialog(page, 'голубая')
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await search(page).fill('ujke,fz')
  await expect(hits(page, 'Сообщения, на устройстве')).toHaveText([/голубая чашка/])
  await expect(page.getByText('без сети ищем только здесь')).toBeVisible()
  await hits(page, 'Сообщения, на устройстве').click()
  await expect(timeline(page).locator('[data-found]')).toContainText('голубая чашка')
  expect(await marked(page)).toEqual(['голубая'])
  await page.context().setOffline(false)
  await expect(page.getByText(/на сервере: 0/)).toBeVisible({ timeout: 30_000 })
})

test('[L3] many hits come by the page', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote(
      'Оксана',
      Array.from({ length: 130 }, (_, index) => `чайник ${index + 1}`),
    )
  })
  await okno.signIn(page)
  await expectLive(page)
  await search(page).fill('чайник')
  await expect(hits(page, 'Сообщения, на устройстве')).toHaveCount(20)
  const all = results(page).getByRole('option')
  await expect(async () => {
    await page.getByRole('button', { name: 'Показать ещё' }).click({ timeout: 1000 })
    await expect(all).toHaveCount(130, { timeout: 1000 })
  }).toPass()
  await expect(page.getByRole('button', { name: 'Показать ещё' })).toHaveCount(0)
})

test('[L3] a person is found by whatever one remembers of them, on the device alone', async ({ okno, page }) => {
  await past(okno, async ({ wrote, told, website: channelId }) => {
    await wrote('Степан', ['Нужна ваза'])
    const peer = { key: '@olena.shop', name: 'Olena', origin: null }
    await told({ type: 'message', channelId, peer, key: 'hello', text: 'Здравствуйте', attachments: [], raw: '' })
  })
  await okno.signIn(page)
  await expectLive(page)
  await openDialog(page, 'Olena')
  await rename(page, 'Алёна Ковалёва')
  await addPhone(page, '067 123-45-67')
  await page.getByRole('button', { name: 'Добавить e-mail' }).click()
  await page.getByRole('textbox', { name: 'Добавить e-mail' }).fill('alena.k@example.com')
  await page.getByRole('textbox', { name: 'Добавить e-mail' }).press('Enter')
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)

  const people = hits(page, 'Клиенты, на устройстве')
  for (const known of ['алена', 'КОВАЛЁВ', 'fktyf', '067 123', '+38 (067) 123-45-67', '1234567', 'alena.k@', '@olena']) {
    await search(page).fill(known)
    await expect(people, known).toHaveCount(1)
    await expect(people, known).toContainText('Алёна Ковалёва')
  }
  await search(page).fill('0671234568')
  await expect(page.getByText('Ничего не нашлось')).toBeVisible()
})
