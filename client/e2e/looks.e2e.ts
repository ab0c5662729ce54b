import { addCard } from './card-steps'
import { customer, openDialog } from './desk'
import { rename } from './inbox-steps'
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

test('with text alone enlarged no row of a list cuts a line, and the rows go back with the text', async ({ okno, page }) => {
  await (await okno.visitor()).say('Сколько стоит лампа?')
  await okno.signIn(page)
  await openDialog(page, 'лампа')
  await addCard(page, 'Лампа для Анны')
  await rename(page, 'Анна Коваль')
  await customer(page).getByRole('button', { name: 'Сохранить покупателя' }).click()
  const pages = { Чаты: 'Чаты', Покупатели: 'Покупатели', Заявки: 'Продажи' }
  for (const [link, heading] of Object.entries(pages)) {
    await page.getByRole('link', { name: link, exact: true }).click()
    const row = page.getByRole('option').filter({ hasText: 'Анн' }).first()
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
    await expect(row).toBeVisible()
    const usual = (await row.boundingBox())?.height ?? 0
    expect(await row.evaluate(cutLines)).toEqual([])
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '160%'))
    await expect.poll(() => row.evaluate(cutLines), { message: link }).toEqual([])
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    await expect.poll(async () => (await row.boundingBox())?.height).toBe(usual)
  }
})

test('with text alone enlarged tabs and names of sections stand apart, a number within its sign, and all of it on the screen', async ({
  okno,
  page,
}) => {
  await (await okno.visitor()).say('Здравствуйте')
  await okno.signIn(page)
  await openDialog(page, 'Здравствуйте')
  await expect(customer(page).getByRole('button', { name: 'Выбрать покупателя' })).toBeVisible()
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '160%'))
  await expect.poll(() => page.evaluate(narrowSigns)).toEqual([])
})

/** Tabs, sections and signs whose words are longer or higher than they are; headings and buttons that leave the screen. */
function narrowSigns(): (string | null)[] {
  const signs = document.querySelectorAll<HTMLElement>('[role=tab], nav a, nav a > span, [data-tone]')
  const outside = [...document.querySelectorAll('h1, h2, [role=tab], aside button')].filter((element) => {
    const { top, right } = element.getBoundingClientRect()
    return top < 0 || right > innerWidth
  })
  const narrow = [...signs].filter((sign) => {
    const words = document.createRange()
    words.selectNodeContents(sign.querySelector('[aria-hidden=true]') ?? sign)
    const isHigher = sign.matches('[data-tone]') && words.getBoundingClientRect().height > sign.clientHeight
    return isHigher || sign.scrollWidth > sign.clientWidth
  })
  return [...outside, ...narrow].map((element) => element.textContent)
}

/** Words of a row that lie outside of it, or of the line that is to show them. */
function cutLines(row: Element): string[] {
  const words = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  const cut: string[] = []
  while (words.nextNode()) {
    const [text, range] = [words.currentNode, document.createRange()]
    range.selectNodeContents(text)
    const { top, bottom, height } = range.getBoundingClientRect()
    for (let around = text.parentElement; height > 0 && around && row.contains(around); around = around.parentElement) {
      if (around.classList.contains('visually-hidden')) break
      const place = around.getBoundingClientRect()
      const isClipped = around === row || getComputedStyle(around).overflowY !== 'visible'
      if (isClipped && (top < place.top - 2 || bottom > place.bottom + 2)) cut.push(text.textContent ?? '')
    }
  }
  return cut
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
