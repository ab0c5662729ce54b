import { expect, test } from './okno'
import { tour } from './tour'

test('whichever section of the settings one goes to, the app stays on the screen', async ({ okno, page }) => {
  await okno.signIn(page)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 700 })
    await page.goto(`${okno.url}/settings`)
    const index = page.getByRole('navigation', { name: 'Настройки' }).getByRole('link')
    await expect(index.last()).toBeAttached()
    for (const link of await index.all()) {
      await link.click()
      await expect(link).toHaveAttribute('aria-current', 'true')
      await expect(link).toBeInViewport()
      await expect(page.locator((await link.getAttribute('href'))?.replace('/settings', '') ?? '')).toBeInViewport()
      await expect(page.getByRole('link', { name: 'Чаты' })).toBeInViewport({ ratio: 1 })
    }
  }
})

for (const locale of ['ru-RU', 'uk-UA', 'en-GB']) {
  test.describe(() => {
    test.use({ locale, contextOptions: { reducedMotion: 'reduce' } })

    test(`no screen is wider than the window, nor cuts the name of a control: ${locale}`, async ({ okno, page }) => {
      test.slow()
      await (await okno.visitor()).say('12 300')
      await tour(okno, page, async (place) => {
        // A tablet held upright; a desktop at 200 %; the narrowest phone, or a desktop at 400 %.
        for (const width of [820, 720, 320]) {
          await page.setViewportSize({ width, height: 800 })
          await expect.poll(() => page.evaluate(tooWide), { message: `${place}, ${width}` }).toEqual([])
        }
        await page.setViewportSize({ width: 1440, height: 900 })
      })
    })
  })
}

/** What makes the screen move sideways, and what a control says that cannot be read to its end. */
function tooWide(): string[] {
  const page = document.documentElement
  const cut = [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, label, legend, nav a')].filter(
    (element) =>
      element.checkVisibility() &&
      element.clientWidth > 0 &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).textOverflow !== 'ellipsis' &&
      !element.classList.contains('visually-hidden'),
  )
  const cutOff = [...document.querySelectorAll<HTMLElement>('header button')].filter(
    (button) => button.checkVisibility() && button.getBoundingClientRect().right > page.clientWidth + 1,
  )
  const sideways = page.scrollWidth > page.clientWidth ? [`the page, by ${page.scrollWidth - page.clientWidth}`] : []
  return [...sideways, ...[...cut, ...cutOff].map((element) => element.getAttribute('aria-label') ?? element.textContent)]
}
