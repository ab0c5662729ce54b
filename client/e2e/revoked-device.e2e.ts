import type { BrowserContext, Page } from '@playwright/test'
import { held } from './everything-held'
import { expectLive, messageField, openChat, openDevice, untilInstalled, writeReply } from './inbox-steps'
import { expect, type Okno, OWNER, type Person, test } from './okno'

const CANARY = 'канарейка'

/** Names of what is left; an empty list is what a stranger finds. */
const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))

/** Ends the sign-in of the other browser, as whoever has lost a phone does. */
async function endOther(page: Page, okno: Okno): Promise<void> {
  await page.goto(`${okno.url}/settings`)
  await page
    .getByRole('button', { name: /^Завершить сеанс: .*Chrome/ })
    .first()
    .click()
  await expect(page.getByText('Сеанс завершён')).toBeVisible()
}

async function lostDevice(okno: Okno, context: BrowserContext): Promise<Page> {
  const visitor = await okno.visitor()
  await visitor.say(`${CANARY}: здравствуйте`)
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await openChat(page, CANARY)
  await writeReply(page, `ответ: ${CANARY}`)
  await messageField(page).fill(`черновик: ${CANARY}`)
  await expect.poll(() => held(page)).toContain(CANARY)
  return page
}

test('[F6][REV1] a device whose sign-in is ended from another is wiped at once, in all of its tabs', async ({ okno, browser }) => {
  const context = await browser.newContext()
  const lost = await lostDevice(okno, context)
  const second = await context.newPage()
  await second.goto(lost.url())
  await expectLive(second)
  const finder = await openDevice(okno, await browser.newContext())
  await endOther(finder, okno)
  for (const page of [lost, second]) await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
  await expect
    .poll(async () =>
      (await Promise.all([lost, second].map((page) => page.getByText('Этот вход завершили с другого устройства').count()))).join(),
    )
    .toContain('1')
  await expect.poll(() => databases(lost)).toEqual([])
  expect(await held(lost)).not.toContain(CANARY)
  // Nothing makes the tables again, and the app can be used anew.
  await okno.signIn(lost, OWNER)
  await expectLive(lost)
})

test('[F6][REV1] one that was away is wiped when it comes back, unsent work too', async ({ okno, browser }) => {
  const context = await browser.newContext()
  const lost = await lostDevice(okno, context)
  await context.setOffline(true)
  await writeReply(lost, `неотправлено: ${CANARY}`)
  const finder = await openDevice(okno, await browser.newContext())
  await endOther(finder, okno)
  expect(await held(lost)).toContain(`неотправлено: ${CANARY}`)
  await context.setOffline(false)
  await expect(lost.getByRole('button', { name: 'Войти' })).toBeVisible()
  await expect.poll(() => databases(lost)).toEqual([])
  expect(await held(lost)).not.toContain(CANARY)
})

test('[F6][WIPE1][WIPE2] signing out with three tabs open leaves nothing, and no tab makes the tables again', async ({ okno, browser }) => {
  const context = await browser.newContext()
  const first = await lostDevice(okno, context)
  const others = [await context.newPage(), await context.newPage()]
  for (const page of others) {
    await page.goto(first.url())
    await expectLive(page)
  }
  await first.goto(`${okno.url}/settings`)
  await first.getByRole('button', { name: 'Выйти', exact: true }).click()
  for (const page of [first, ...others]) await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
  await expect.poll(() => databases(first)).toEqual([])
  for (const page of others) await page.reload()
  // Whatever a tab was in the middle of is over.
  await first.waitForTimeout(3000)
  expect(await databases(first)).toEqual([])
  for (const page of [first, ...others]) expect(await held(page)).not.toContain(CANARY)
})

test('[F6] a sign-in that has merely expired keeps everything, and goes on after signing in', async ({ okno, browser }) => {
  const context = await browser.newContext()
  const page = await lostDevice(okno, context)
  await context.setOffline(true)
  await writeReply(page, `позже: ${CANARY}`)
  await context.clearCookies()
  await context.setOffline(false)
  await expect(page.getByText('Вход больше не действует').first()).toBeVisible()
  expect(await held(page)).toContain(`позже: ${CANARY}`)
})

test('[F6] signing out without a network ends the sign-in on the server too, as soon as it can be told', async ({ okno, browser }) => {
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await context.setOffline(true)
  await page.goto(`${okno.url}/settings`)
  await page.getByRole('button', { name: 'Выйти', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
  await context.setOffline(false)
  await expect.poll(async () => (await context.request.get(`${okno.url}/api/me`)).status()).toBe(401)
  await okno.signIn(page)
  await expectLive(page)
  expect((await context.request.get(`${okno.url}/api/me`)).status()).toBe(200)
})

test('[F6][A2] a device never goes on in the name of somebody else who has signed in in the same browser', async ({ okno, browser }) => {
  const pavel = await okno.newOperator('Павел')
  const context = await browser.newContext()
  const page = await lostDevice(okno, context)
  const signIn = ({ email, password }: Person) =>
    context.request.post(`${okno.url}/api/sign-in`, { data: { email, password, device: 'other' } })
  await context.setOffline(true)
  await writeReply(page, `от владельца: ${CANARY}`)
  await context.setOffline(false)
  expect((await signIn(pavel)).status()).toBe(200)
  await page.reload()
  await expect(page.getByText('Вход больше не действует').first()).toBeVisible()
  await signIn(OWNER)
  await page.reload()
  await expectLive(page)
  await openChat(page, CANARY)
  const sent = page.getByRole('region', { name: 'Переписка' }).getByRole('article').filter({ hasText: 'от владельца' })
  await expect(sent).toHaveCount(1)
  await expect(page.getByText('Owner становится ответственным')).toBeVisible()
})
