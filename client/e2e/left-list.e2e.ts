import type { Page } from '@playwright/test'
import { bubbles, chatRows, openDevice } from './inbox-steps'
import { expect, test } from './okno'

/** In the next page no table opens until the returned function is called. */
async function holdTables(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const released = new Promise<void>((resolve) => addEventListener('okno-release', () => resolve(), { once: true }))
    Object.defineProperty(IDBOpenDBRequest.prototype, 'onsuccess', {
      set(this: IDBOpenDBRequest, tell: (event: Event) => void) {
        this.addEventListener('success', (event) => void released.then(() => tell(event)))
      },
    })
  })
  return () => page.evaluate(() => void dispatchEvent(new Event('okno-release')))
}

const leftKeys = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('okno.left-list.')))

test('[L4][DEV10] the list stands as it was left before anything is read, its rows open, and what is new comes to it', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Где мой заказ?')
  const other = await okno.visitor()
  await other.say('Есть пледы?')
  const page = await openDevice(okno, await browser.newContext())
  await expect(chatRows(page)).toHaveCount(2)
  await expect(chatRows(page).first()).toContainText('Есть пледы?')
  const shown = await chatRows(page).allTextContents()
  expect(await leftKeys(page)).toEqual([])

  const release = await holdTables(page)
  await page.reload()
  await expect(chatRows(page)).toHaveCount(2)
  expect(await chatRows(page).allTextContents()).toEqual(shown)
  expect(await leftKeys(page)).toEqual([])
  await chatRows(page).last().click()
  await expect(page).toHaveURL(/\/chats\/.+/)
  await visitor.say('Ау?')
  await release()
  await expect(chatRows(page).first()).toContainText('Ау?')
  await expect(bubbles(page, 'Где мой заказ?')).toBeVisible()
})

test('[L4][DEV10] of a list that is not looked at nothing stays once it has changed or its operator has signed out', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Где мой заказ?')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await expect(chatRows(page)).toHaveCount(1)
  const hide = () =>
    page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
  await hide()
  expect(await leftKeys(page)).toHaveLength(1)
  await visitor.say('Ау?')
  await expect.poll(() => leftKeys(page)).toEqual([])
  await hide()
  expect(await leftKeys(page)).toHaveLength(1)

  const second = await context.newPage()
  await second.goto(`${okno.url}/settings`)
  await second.getByRole('button', { name: 'Выйти', exact: true }).click()
  await expect(second.getByLabel('E-mail')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeVisible()
  expect(await leftKeys(second)).toEqual([])
  await page.goto('about:blank')
  expect(await leftKeys(second)).toEqual([])
})
