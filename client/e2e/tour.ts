/** Every screen of the app in turn, for what must hold on all of them. Language does not matter: things are found by their place. */
import type { Page } from '@playwright/test'
import { writingField } from './inbox-steps'
import { expect, type Okno, OWNER, test } from './okno'

export async function signInAnyLanguage(okno: Okno, page: Page): Promise<void> {
  await page.goto(`${okno.url}/sign-in`)
  await page.locator('input[name=email]').fill(OWNER.email)
  await page.locator('input[name=password]').fill(OWNER.password)
  await page.locator('button[type=submit]').click()
  await page.locator('#dialog-list').waitFor()
}

/** @param look is called on the sign-in, the list, an open dialog with everything in it, open windows, and the settings. */
export async function tour(okno: Okno, page: Page, look: (place: string) => Promise<void>): Promise<void> {
  const stop = (place: string) => test.step(place, () => look(place))
  await page.goto(`${okno.url}/sign-in`)
  await page.locator('input[name=email]').waitFor()
  await stop('sign-in')
  await page.locator('input[name=email]').fill(OWNER.email)
  await page.locator('input[name=password]').fill('wrong password')
  await page.locator('button[type=submit]').click()
  await page.getByRole('alert').waitFor()
  await stop('refused sign-in')

  await signInAnyLanguage(okno, page)
  await page.locator('#dialog-list [role=option]').first().waitFor()
  await stop('list')
  await page.locator('#dialog-list [role=option]').first().click()
  await page.locator('aside textarea').nth(1).waitFor()
  await writingField(page).fill('100%')
  await page.keyboard.press('Enter')
  await expect(writingField(page)).toHaveValue('')
  await page.keyboard.press('Alt+KeyN')
  await writingField(page).fill('OK')
  await page.keyboard.press('Enter')
  await page.locator('li article textarea').waitFor()
  await page.keyboard.press('Alt+KeyC')
  await expect(page.locator('header [data-state=closed]')).toBeVisible()
  await stop('dialog')
  await page.keyboard.press('Alt+KeyA')
  await page.getByRole('combobox').waitFor()
  await stop('choice of the assignee')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('tab').first().focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await stop('hotkeys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+KeyK')
  await page.getByRole('combobox').waitFor()
  await stop('palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+KeyF')
  await page.keyboard.type('100')
  await page.locator('[role=option] mark').first().waitFor()
  await stop('search')
  await page.keyboard.press('Escape')
  await page.locator('nav button[aria-haspopup=dialog]').click()
  await page.getByRole('dialog').waitFor()
  await stop('outbox')
  await page.keyboard.press('Escape')
  await page.getByRole('tab').last().click()
  await stop('empty tab')

  for (const section of ['customers', 'orders']) {
    await page.goto(`${okno.url}/${section}`)
    await page.locator('h1').first().waitFor()
    await stop(section)
  }
  await page.goto(`${okno.url}/pipelines`)
  await page.locator('[data-board] h2').first().waitFor()
  await stop('board')
  await page.goto(`${okno.url}/settings`)
  await page.locator('pre code').waitFor()
  await stop('settings')
}
