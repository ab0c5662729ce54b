import type { Page } from '@playwright/test'
import { buyerQuestions } from './buyers'
import { askUntil, clickUntil, scrollList } from './on-page'
import { report } from './print'
import { times } from './times'

/** The page of customers: opened, asked, filtered by a tag that many have and one that few have, scrolled. */
export async function measureCustomers(page: Page, all: number): Promise<void> {
  const row = '[role=listbox] [id^=customer-]'
  const tagged = (count: number) => `[role=listbox] [aria-setsize="${count}"]`
  const opened: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    opened.push(await page.evaluate(clickUntil, { click: 'nav a[href="/customers"]', shown: row }))
    await page.locator('nav a[href="/chats"]').click()
    await page.locator('#dialog-list').waitFor()
  }
  report(`${all} customers: open the list`, opened, 400, 'p50')
  await page.locator('nav a[href="/customers"]').click()
  await page.locator(row).first().waitFor()
  for (const [asked, says] of buyerQuestions(all))
    report(`  customers: ${asked}`, await times(6, () => page.evaluate(askUntil, { asked, says })), 150)
  await page.getByRole('searchbox').fill('')
  await page.locator(tagged(all)).first().waitFor()
  const tags = page.getByRole('group', { name: 'Метки' }).getByRole('button')
  for (const [place, count] of [all / 10, all / 1000].entries()) {
    await tags.nth(place).evaluate((button) => button.setAttribute('data-bench', 'tag'))
    const taken: number[] = []
    for (let turn = 0; turn < 6; turn += 1) {
      // The first rows are there before all are counted.
      const first = `[role=listbox] [aria-setsize="-1"], ${tagged(count)}`
      taken.push(await page.evaluate(clickUntil, { click: '[data-bench=tag]', shown: first }))
      await page.locator(tagged(count)).first().waitFor()
      await page.evaluate(clickUntil, { click: '[data-bench=tag]', shown: tagged(all) })
    }
    report(`  customers: a tag of ${count}`, taken, 400)
    await tags.nth(place).evaluate((button) => button.removeAttribute('data-bench'))
  }
  report('  customers: scroll, a frame', await page.evaluate(scrollList, 240), 50, 'max')
}
