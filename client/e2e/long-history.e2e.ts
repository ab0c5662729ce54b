import type { Locator, Page } from '@playwright/test'
import { message, openDialog, timeline } from './desk'
import { expectLive, expectOffline, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

/** Fewer than the screen keeps at once: while rows below are let go, the scroll itself is counted anew. */
const MESSAGES = 340
/** Pixels a row may move under the reader's eye while older ones are put above it: rounding, no more. */
const STEADY_PX = 2

/** Wheels up a little at a time, and tells how far the row being read has moved against the wheel, at worst. */
async function jumpsWhileScrollingUp(page: Page, until: Locator): Promise<number> {
  const box = await timeline(page).boundingBox()
  if (!box) throw new Error('The conversation is not on the screen')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  let worst = 0
  for (let turn = 0; turn < 400; turn += 1) {
    if (await until.isVisible()) return worst
    const anchor = await timeline(page).evaluate(markAnchor)
    await page.mouse.wheel(0, -600)
    worst = Math.max(worst, await timeline(page).evaluate(driftOf, anchor))
  }
  throw new Error('The beginning has not come')
}

interface Anchor {
  readonly id: string
  /** Where it stands, counted from what the scroller has been told to show. */
  readonly place: number
}

/** The row in the middle, and its place from the bottom of the conversation, which loading above must not change. */
function markAnchor(scroller: Element): Anchor {
  const { top, height } = scroller.getBoundingClientRect()
  const rows = [...scroller.querySelectorAll('li')]
  const row = rows.find((one) => one.getBoundingClientRect().top > top + height / 3) ?? rows[0]
  if (!row) throw new Error('There is no row')
  return { id: row.id, place: row.getBoundingClientRect().top + scroller.scrollTop }
}

/** After two frames, in which loaded rows are put in. A row's place on the screen plus the scroll is constant. */
async function driftOf(scroller: Element, { id, place }: Anchor): Promise<number> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  const row = document.getElementById(id)
  return row ? Math.abs(row.getBoundingClientRect().top + scroller.scrollTop - place) : 0
}

test('[W7] 340 messages: older ones come while scrolling up and nothing jumps; one click goes to the latest', async ({ okno, page }) => {
  // Hundreds of turns of the wheel, with two frames looked at after each.
  test.setTimeout(150_000)
  await past(okno, async ({ wrote }) => {
    const texts = Array.from(
      { length: MESSAGES },
      (_, index) => `письмо ${index + 1}.${index % 7 === 0 ? ' Длинное, в несколько строк. '.repeat(12) : ''}`,
    )
    await wrote('Словоохотливый', texts)
    await wrote('Другой', ['коротко'], { until: Date.now() - 3_600_000 })
  })
  await okno.signIn(page)
  await openDialog(page, 'Словоохотливый')
  await expect(message(page, `письмо ${MESSAGES}.`)).toBeInViewport()
  // Windowed: far fewer rows than messages.
  expect(await timeline(page).getByRole('article').count()).toBeLessThan(150)
  await expect(page.getByRole('button', { name: 'К последним сообщениям' })).toHaveCount(0)

  expect(await jumpsWhileScrollingUp(page, timeline(page).getByText('Начало переписки'))).toBeLessThanOrEqual(STEADY_PX)
  await expect(message(page, 'письмо 1.')).toBeVisible()
  await expect(timeline(page).getByText('Начат новый диалог')).toBeVisible()

  await page.getByRole('button', { name: 'К последним сообщениям' }).click()
  await expect(message(page, `письмо ${MESSAGES}.`)).toBeInViewport()
  await expect(page.getByRole('button', { name: 'К последним сообщениям' })).toHaveCount(0)

  // Another chat and back: the newest again, at once.
  await openDialog(page, 'Другой')
  await openDialog(page, 'Словоохотливый')
  await expect(message(page, `письмо ${MESSAGES}.`)).toBeInViewport()
})

test('[W7] 600 messages: the screen keeps a part of them, and the latest is one click away', async ({ okno, page }) => {
  test.setTimeout(150_000)
  await past(okno, async ({ wrote }) => {
    await wrote(
      'Словоохотливый',
      Array.from({ length: 600 }, (_, index) => `письмо ${index + 1}.`),
    )
  })
  await okno.signIn(page)
  await openDialog(page, 'Словоохотливый')
  await expect(message(page, 'письмо 600.')).toBeInViewport()
  await expect(async () => {
    await timeline(page).evaluate((scroller) => scroller.scrollTo({ top: -scroller.scrollHeight, behavior: 'instant' }))
    await expect(timeline(page).getByText('Начало переписки')).toBeVisible({ timeout: 300 })
  }).toPass({ timeout: 100_000 })
  await expect(message(page, 'письмо 1.')).toBeVisible()
  expect(await timeline(page).getByRole('article').count()).toBeLessThanOrEqual(400)
  await page.getByRole('button', { name: 'К последним сообщениям' }).click()
  await expect(message(page, 'письмо 600.')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'К последним сообщениям' })).toHaveCount(0)
})

test('[W7] what comes while one reads above does not move the page, and is counted on the way down', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('начало')
  await okno.signIn(page)
  await openDialog(page, 'начало')
  const text = 'Строка, чтобы было куда листать.\n'.repeat(5)
  for (let count = 0; count < 10; count += 1) await visitor.say(`${text}${count}`)
  await expect(message(page, `листать. 9`)).toBeInViewport()

  await timeline(page).evaluate((scroller) => scroller.scrollTo({ top: -900, behavior: 'instant' }))
  await expect(page.getByRole('button', { name: 'К последним сообщениям' })).toBeVisible()
  const before = await timeline(page).evaluate(inSight)
  await visitor.say('Вы ещё здесь?')
  await visitor.say('Ау')
  const button = page.getByRole('button', { name: 'К последним сообщениям, 2 новых сообщения' })
  await expect(button).toBeVisible()
  const after = await timeline(page).evaluate(inSight)
  expect(after.id).toBe(before.id)
  expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(STEADY_PX)
  await button.click()
  await expect(message(page, 'Ау')).toBeInViewport()
})

function inSight(scroller: Element): { id: string; top: number } {
  const edge = scroller.getBoundingClientRect().top
  const row = [...scroller.querySelectorAll('li')].find((one) => one.getBoundingClientRect().top >= edge)
  return { id: row?.id ?? '', top: row?.getBoundingClientRect().top ?? 0 }
}

test('[W7] without a network a long history ends where the device’s part of it does, says so, and goes on when the network is back', async ({
  okno,
  page,
}) => {
  test.setTimeout(90_000)
  await past(okno, async ({ wrote }) => {
    await wrote(
      'Словоохотливый',
      Array.from({ length: 200 }, (_, index) => `письмо ${index + 1}.`),
    )
  })
  await okno.signIn(page)
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await openDialog(page, 'Словоохотливый')
  await expect(message(page, 'письмо 200.')).toBeInViewport()
  const edge = timeline(page).getByText('Более ранние сообщения появятся, когда вернётся сеть')
  await expect(async () => {
    await timeline(page).evaluate((scroller) => scroller.scrollTo({ top: -scroller.scrollHeight }))
    await expect(edge).toBeInViewport({ timeout: 500 })
  }).toPass()
  await page.context().setOffline(false)
  await expectLive(page)
  await expect(async () => {
    await timeline(page).evaluate((scroller) => scroller.scrollTo({ top: -scroller.scrollHeight }))
    await expect(message(page, /^письмо 1\./)).toBeInViewport({ timeout: 500 })
  }).toPass()
})
