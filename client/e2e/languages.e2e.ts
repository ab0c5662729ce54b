import { expect, test } from './okno'
import { tour } from './tour'

/** What only the other languages are written with. */
const FOREIGN = { ru: /[іїєґ]/i, uk: /[ыэъё]/i, en: /\p{Script=Cyrillic}/u } as const
/** A catalogue that lacks something shows one of these. */
const MISSING = /undefined|\bnull\b|NaN|\[object|=>|\{\w*\}|\b[a-z]+\.[a-z]+[A-Z]\w*/

/** Each language stands in the settings by its own name; the site's greeting is the workspace's own text. */
const NOT_OURS = ['Русский', 'Українська', 'Здравствуйте! Чем можем помочь?']
/** The first channel and pipeline are the workspace's too, in the language of its owner; their words stand inside ours. */
const WORKSPACE = /Сайт|Продажи|Новая|В работе|Ждём оплату|Успешно|Отказ/g

for (const [language, locale] of [
  ['ru', 'ru-RU'],
  ['uk', 'uk-UA'],
  ['en', 'en-GB'],
] as const) {
  test.describe(() => {
    test.use({ locale })

    test(`every screen is wholly in the language of the browser: ${language}`, async ({ okno, page }) => {
      const visitor = await okno.visitor({ language })
      // A customer's words are theirs: digits belong to every language.
      await visitor.say('12 300')
      const seen = new Map<string, string>()
      await tour(okno, page, async (place) => {
        for (const text of await page.evaluate(everyText)) if (!NOT_OURS.includes(text)) seen.set(text.replaceAll(WORKSPACE, ''), place)
      })
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      expect(seen.size).toBeGreaterThan(100)
      const wrong = [...seen].filter(([text]) => FOREIGN[language].test(text) || MISSING.test(text))
      expect(wrong).toEqual([])
    })
  })
}

test('the language is changed in the settings, at once and for good', async ({ okno, page }) => {
  await okno.signIn(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByText('English').click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await expect(page).toHaveTitle('Chats — Okno')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await page.getByText('Українська').click()
  await page.getByRole('link', { name: 'Чати' }).click()
  await expect(page.getByRole('tab', { name: 'Відкриті' })).toBeVisible()
})

test('[F4] the language and the theme chosen in one tab are those of the others at once', async ({ okno, context, page }) => {
  await okno.signIn(page)
  const other = await context.newPage()
  await other.goto(`${okno.url}/chats`)
  await expect(other.getByRole('heading', { name: 'Чаты' })).toBeVisible()
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByText('English').click()
  await expect(other.getByRole('heading', { name: 'Chats' })).toBeVisible()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.getByText('Dark', { exact: true }).click()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
})

/** What is read on the screen and what is spoken: texts, names, hints. */
function everyText(): string[] {
  const texts = new Set<string>()
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (parentElement && !parentElement.closest('script, style, noscript, pre')) texts.add((textContent ?? '').trim())
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'data-tip'])
      texts.add(element.getAttribute(name)?.trim() ?? '')
  texts.delete('')
  return [...texts]
}
