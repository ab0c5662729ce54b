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
