import type { Page } from '@playwright/test'
import { positionBetween } from '#shared/domain/column-order'
import { type Change, change } from '#shared/domain/row'
import { addCard, boardCard, cardsOf, cardWindow, column } from './card-steps'
import { openDialog } from './desk'
import { expectAllSent, expectLive, openDevice } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

const titles = (page: Page, stage: string) => cardsOf(page, stage).locator(':scope > span:first-child')

async function boardWith(okno: Okno, page: Page, names: readonly string[]): Promise<void> {
  await (await okno.visitor()).say('Добрый день')
  await okno.signIn(page)
  await openDialog(page, 'Добрый день')
  for (const name of names) await addCard(page, name)
  await page.getByRole('link', { name: 'Заявки' }).click()
  await expect(cardsOf(page, 'Новая')).toHaveCount(names.length)
}

test('[K4] on the board a card is carried with the mouse into another column and to its place there', async ({ okno, page, browser }) => {
  await boardWith(okno, page, ['Плед', 'Ковёр', 'Чашки'])
  const colleague = await openDevice(okno, await browser.newContext(), await okno.newOperator('Павел'))
  await colleague.getByRole('link', { name: 'Заявки' }).click()
  await expect(titles(colleague, 'Новая')).toHaveText(['Чашки', 'Ковёр', 'Плед'])

  await carry(page, 'Ковёр', 'В работе')
  await expect(titles(page, 'В работе')).toHaveText(['Ковёр'])
  await expect(titles(page, 'Новая')).toHaveText(['Чашки', 'Плед'])
  await expect(titles(colleague, 'В работе')).toHaveText(['Ковёр'])
  await expect(column(page, 'В работе')).toHaveAccessibleName(/1 заявка/)

  // Below the first of the same column: only its place changes.
  await carry(page, 'Чашки', 'Новая', 170)
  await expect(titles(page, 'Новая')).toHaveText(['Плед', 'Чашки'])
  await expect(titles(colleague, 'Новая')).toHaveText(['Плед', 'Чашки'])

  // Esc takes a carried card back; a plain click opens it.
  await expectAllSent(page)
  const from = await boardCard(page, 'Плед').boundingBox()
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 20)
  await page.mouse.down()
  await page.mouse.move((from?.x ?? 0) + 320, (from?.y ?? 0) + 60, { steps: 8 })
  await expect(titles(page, 'Новая')).toHaveText(['Чашки'])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(titles(page, 'Новая')).toHaveText(['Плед', 'Чашки'])
  await boardCard(page, 'Плед').click()
  await expect(cardWindow(page, 'Заявка')).toBeVisible()
  await expect(page).toHaveURL(/card=/)
  await page.reload()
  await expect(cardWindow(page, 'Заявка')).toBeVisible()
})

async function carry(page: Page, title: string, stage: string, down = 60): Promise<void> {
  const from = await boardCard(page, title).boundingBox()
  const to = await column(page, stage).locator('[data-stage]').boundingBox()
  if (!from || !to) throw new Error('Nothing to carry, or nowhere')
  await page.mouse.move(from.x + 30, from.y + 30)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + down, { steps: 12 })
  await expect(column(page, stage).getByRole('option').filter({ hasText: title })).toBeVisible()
  await page.mouse.up()
}

test('[K4] the board is worked with the keyboard alone, and says what happens', async ({ okno, page }) => {
  await boardWith(okno, page, ['Плед', 'Ковёр'])
  const said = page.getByRole('main').locator('[aria-live=assertive]')
  await column(page, 'Новая').getByRole('listbox').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(said).toHaveText('Заявка «Плед» взята. Новая, место 2 из 2')
  await page.keyboard.press('ArrowRight')
  await expect(said).toHaveText('В работе, место 1 из 1')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(said).toHaveText('Заявка «Плед» положена: Ждём оплату, место 1 из 1')
  await expect(titles(page, 'Ждём оплату')).toHaveText(['Плед'])
  await expect(column(page, 'Ждём оплату').getByRole('listbox')).toBeFocused()

  // Taken back it lies where it lay; walking leads to other columns.
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Escape')
  await expect(said).toHaveText('Заявка «Плед» возвращена на место')
  await expect(titles(page, 'Ждём оплату')).toHaveText(['Плед'])
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(column(page, 'Новая').getByRole('listbox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cardWindow(page, 'Заявка').getByLabel('Название')).toHaveValue('Ковёр')
})

test('[K4] cards are found by words and by manager; the filters stand in the address', async ({ okno, page }) => {
  await boardWith(okno, page, ['Плед', 'Ковёр'])
  await page.getByRole('searchbox', { name: 'Поиск заявок' }).fill('ковер')
  await expect(cardsOf(page, 'Новая')).toHaveText([/Ковёр/])
  await page.reload()
  await expect(cardsOf(page, 'Новая')).toHaveText([/Ковёр/])
  await page.getByRole('searchbox', { name: 'Поиск заявок' }).fill('диван')
  await expect(page.getByText('Под эти фильтры не подходит ни одна заявка')).toBeVisible()
  await page.getByRole('button', { name: 'Сбросить фильтры' }).click()
  await page.getByRole('button', { name: 'Менеджер' }).click()
  await page.getByRole('option', { name: 'Без менеджера' }).click()
  await page.keyboard.press('Escape')
  await expect(cardsOf(page, 'Новая')).toHaveCount(0)
  await page.getByRole('button', { name: 'Сбросить фильтры' }).click()
  await expect(cardsOf(page, 'Новая')).toHaveCount(2)
})

/** Cards of one column; the rest of them elsewhere. */
const MANY = 5000

test('[K4] a board of five thousand cards is drawn by the screenful, and a card is carried over it as over a small one', async ({
  okno,
  page,
}) => {
  test.setTimeout(240_000)
  await past(okno, async ({ write }) => {
    await write((pipeline) =>
      manyCards(
        pipeline.id,
        pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id),
      ),
    )
  })
  await okno.signIn(page)
  await expectLive(page, { timeout: 120_000 })
  await page.getByRole('link', { name: 'Заявки' }).click()
  await expect(column(page, 'Новая')).toHaveAccessibleName(/3.000 заявок/, { timeout: 30_000 })
  expect(await page.locator('[data-board] [role=option]').count()).toBeLessThan(60)

  const list = column(page, 'Новая').getByRole('listbox')
  await list.focus()
  await page.keyboard.press('End')
  await expect(titles(page, 'Новая').last()).toHaveText('Заявка 0')
  await page.keyboard.press('Home')
  await carry(page, 'Заявка 2999', 'В работе')
  await expect(column(page, 'В работе')).toHaveAccessibleName(/2.001 заявка/)
})

function manyCards(pipelineId: string, stages: readonly string[]): Change[] {
  const now = Date.now()
  return Array.from({ length: MANY }, (_, n) => {
    const stageId = stages[n < 3000 ? 0 : 1] ?? ''
    const place = { pipelineId, stageId }
    return change('card', {
      id: `card${n}`,
      ...place,
      position: positionBetween(null, null, now - MANY + n),
      title: `Заявка ${n}`,
      lines: [{ sku: 'PL-1', name: 'Плед', quantity: 1, price: { minor: 100, currency: 'UAH' } }],
      managerId: null,
      comment: '',
      dialogId: null,
      contactId: null,
      customerId: null,
      createdBy: 'nobody',
      createdAt: now,
      stageSince: now,
      history: [{ at: now, by: 'nobody', ...place }],
      isRemoved: false,
    })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('[K4] the board shows a column at a time, and a finger that rests on a card carries it', async ({ okno, page }) => {
    await past(okno, async ({ write }) => {
      await write((pipeline) =>
        manyCards(
          pipeline.id,
          pipeline.stages.map(({ id }) => id),
        ).slice(0, 3),
      )
    })
    await okno.signIn(page)
    await page.getByRole('link', { name: 'Заявки' }).tap()
    await expect(cardsOf(page, 'Новая')).toHaveCount(3)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await expect(column(page, 'Новая')).toBeInViewport({ ratio: 0.9 })
    await expect(column(page, 'Ждём оплату')).not.toBeInViewport()

    const card = await boardCard(page, 'Заявка 2').boundingBox()
    const touch = await page.context().newCDPSession(page)
    const at = (x: number, y: number) => [{ x, y }]
    const [x, y] = [(card?.x ?? 0) + 60, (card?.y ?? 0) + 40]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(x, y) })
    await expect(page.locator('[data-carrying]')).toBeVisible()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(x, y + 130) })
    await expect(titles(page, 'Новая')).toHaveText(['Заявка 1', 'Заявка 2', 'Заявка 0'])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expectAllSent(page)
    await expect(titles(page, 'Новая')).toHaveText(['Заявка 1', 'Заявка 2', 'Заявка 0'])
    await boardCard(page, 'Заявка 2').tap()
    await expect(cardWindow(page, 'Заявка')).toBeVisible()
  })
})
