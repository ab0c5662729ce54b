import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expectLive, messageField, openChat, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'

const AT_HOME = fileURLToPath(new URL('../..', import.meta.url))
const CLIENT = join('dist', 'client')

/** The same build, but for the code of the settings, which lies at another place: as after any change of it. */
async function nextVersion(folder: string): Promise<string> {
  await symlink(join(AT_HOME, 'node_modules'), join(folder, 'node_modules'))
  await cp(join(AT_HOME, 'dist'), join(folder, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.map') })
  const client = join(folder, CLIENT)
  const [old = ''] = (await readdir(join(client, 'assets'))).filter((name) => /^settings-[^.]+\.js$/.test(name))
  await rename(join(client, 'assets', old), join(client, 'assets', 'settings-next.js'))
  for (const name of await readdir(client, { recursive: true })) {
    if (!name.endsWith('.js')) continue
    const text = await readFile(join(client, name), 'utf8')
    if (text.includes(old)) await writeFile(join(client, name), text.replaceAll(old, 'settings-next.js'))
  }
  return join(folder, 'dist', 'server', 'main.js')
}

const offer = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'Готова новая версия Okno' }).getByRole('button', { name: 'Обновить' })
const look = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())

test('[F1] a new version taken in one tab leaves the other at work with its own code, tells it, and its button reloads it too', async ({
  okno,
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'okno-next-'))
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await openChat(other, 'Здравствуйте')
  await messageField(other).fill('Пишу дальше')
  await other.evaluate(() => Object.assign(window, { isOld: true }))
  await okno.kill()
  await okno.start(await nextVersion(folder))
  await look(page)
  await offer(page).click()
  await expect(page.getByRole('heading', { name: 'Чаты' })).toBeVisible()
  await expectLive(page)

  // Nobody reloads what somebody writes in; the part that has not been needed before still opens.
  await expect(messageField(other)).toHaveValue('Пишу дальше')
  await other.getByRole('link', { name: 'Настройки' }).click()
  await expect(other.getByRole('heading', { name: 'Настройки' }).first()).toBeVisible()
  await offer(other).click()
  await expect.poll(() => other.evaluate(() => 'isOld' in window)).toBe(false)
  await expect(other.getByRole('heading', { name: 'Настройки' }).first()).toBeVisible()
  await rm(folder, { recursive: true, force: true })
})

test('[F1] a part whose code the server does not have any more says so, and offers the one thing that helps', async ({ okno, browser }) => {
  // Where there is no service worker: in a shop’s own network without https.
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await openDevice(okno, context)
  await context.route(/\/assets\/settings-/, (route) => route.fulfill({ status: 404, body: 'Not found' }))
  await page.getByRole('link', { name: 'Настройки' }).click()
  await expect(page.getByText('Эта часть Okno не загрузилась')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Чаты' })).toBeVisible()
  await context.unroute(/\/assets\/settings-/)
  await page.getByRole('button', { name: 'Обновить' }).click()
  await expect(page.getByRole('heading', { name: 'Настройки' }).first()).toBeVisible()
})
