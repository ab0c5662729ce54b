import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect, test } from './okno'
import { chatFrame, openChat, say } from './shop-page'
import { tour } from './tour'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Violation {
  readonly place: string
  readonly rule: string
  readonly where: readonly string[]
}

/** What a person with a screen reader, a keyboard or weak eyes would stumble over, as far as a program can tell. */
async function grave(page: Page, place: string): Promise<Violation[]> {
  // Colours are judged as they stay, not as they fade in.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))))
  await page.evaluate(await readFile(AXE, 'utf8'))
  const { violations, incomplete } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
    return axe.run({ resultTypes: ['violations', 'incomplete'] })
  })
  // A frame that was not looked into has no faults either.
  const untested = incomplete.filter(({ id }) => id === 'frame-tested')
  return [...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'), ...untested].map(({ id, nodes }) => ({
    place,
    rule: id,
    where: nodes.map(({ html }) => html.slice(0, 200)),
  }))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(() => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test(`no screen of the app has a grave fault of accessibility: ${colorScheme}`, async ({ okno, page }) => {
      const visitor = await okno.visitor()
      await visitor.say('Добрый день! Посмотрите https://shop.example/lamp и скажите, есть ли такая.')
      await visitor.say('Жду')
      const faults: Violation[] = []
      await tour(okno, page, async (place) => {
        faults.push(...(await grave(page, place)))
      })
      expect(faults).toEqual([])
    })

    test(`the visitor’s chat has none either: ${colorScheme}`, async ({ okno, page }) => {
      await page.goto(`${okno.url}/demo`)
      await openChat(page)
      await say(page, 'Здравствуйте')
      await expect(chatFrame(page).getByText('Доставлено')).toBeVisible()
      // axe looks into frames it has been put into.
      for (const frame of page.frames()) await frame.evaluate(await readFile(AXE, 'utf8'))
      expect(await grave(page, 'widget')).toEqual([])
    })
  })
}
