import { gzipSync } from 'node:zlib'
import { expect, test } from './okno'

test('the server is there with its owner, a colleague and a visitor, and comes back after a kill -9', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте!')
  await okno.newOperator('Анна')
  await okno.kill()
  await okno.start()
  const again = await okno.visitor({ token: visitor.welcome.token })
  expect(again.welcome.messages.map(({ text }) => text)).toEqual(['Здравствуйте!'])
  const response = await page.goto(`${okno.url}/widget/frame.html`)
  expect(response?.status()).toBe(200)
})

test('a stop drains within five seconds', async ({ okno }) => {
  const began = Date.now()
  await okno.visitor()
  await okno.stop()
  expect(Date.now() - began).toBeLessThan(5000)
})

test('the app opens without a network once it has been opened', async ({ okno, page, context }) => {
  await page.goto(okno.url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
  await okno.kill()
  await context.setOffline(true)
  for (const path of ['/', '/sign-in', '/chats/any']) {
    await page.goto(`${okno.url}${path}`)
    await expect(page.getByLabel('E-mail')).toBeVisible()
  }
})

test('the app runs under its own content policy', async ({ okno, page }) => {
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await okno.signIn(page)
  await expect(page.getByRole('heading', { name: 'Чаты' })).toBeVisible()
  expect(violations).toEqual([])
})

test('the first screen needs at most 120 KB of script, each preloaded so that the browser keeps what it compiles', async ({ okno }) => {
  const html = await (await fetch(okno.url)).text()
  const paths = (tag: RegExp) => [...html.matchAll(tag)].map(([, path]) => `${okno.url}${path}`)
  const scripts = paths(/<script type="module" crossorigin src="([^"]+)"/g)
  expect(paths(/<link rel="preload" as="script" crossorigin href="([^"]+)"/g)).toEqual(scripts)
  const bodies = await Promise.all(scripts.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())))
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThanOrEqual(120 * 1024)
  for (const body of bodies) expect(body.toString('utf8', 0, 40)).toContain('//# allFunctionsCalledOnLoad\n')
})
