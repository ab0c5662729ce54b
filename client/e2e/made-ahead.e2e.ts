import { action, chat, dialogRow, message, openDialog, tab, timeline } from './desk'
import { chatRows, messageField, openDevice } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

const letters = (name: string) => [...Array.from({ length: 39 }, (_, index) => `${name} пишет ${index + 1}`), `${name}: последнее`]

test('[L8][C7] a chat over which the mouse rests is not looked at yet: no colleague sees it, no key goes there, and it loses no place', async ({
  okno,
  browser,
}) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', letters('Анна'))
    await wrote('Борис', letters('Борис'))
  })
  const pavel = await okno.newOperator('Павел')
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), pavel)
  const looks = (name: string) => dialogRow(colleague, name).getByRole('img', { name: 'Сейчас смотрит: Павел' })

  await openDialog(page, 'Борис')
  await timeline(page).evaluate((scroller) => scroller.scrollTo({ top: -900 }))
  await expect(message(page, 'Борис: последнее')).not.toBeInViewport()
  await openDialog(page, 'Анна')
  await expect(looks('Анна')).toBeVisible()
  await messageField(page).fill('Сейчас узнаю')
  await dialogRow(page, 'Борис').hover()
  // Long enough for the other to be made.
  await page.waitForTimeout(1500)
  await expect(looks('Анна')).toBeVisible()
  await expect(looks('Борис')).toHaveCount(0)
  await expect(messageField(page)).toBeFocused()

  await page.keyboard.press('Alt+KeyC')
  await expect(chat(page).getByRole('button', { name: 'Открыть диалог' })).toBeVisible()
  await page.keyboard.press('Alt+KeyX')
  await expect(chat(page).getByRole('button', { name: 'Закрыть диалог' })).toBeVisible()

  await dialogRow(page, 'Борис').click()
  await expect(looks('Борис')).toBeVisible()
  await expect(looks('Анна')).toHaveCount(0)
  await expect(message(page, 'Борис: последнее')).not.toBeInViewport()
  await openDialog(page, 'Анна')
  await expect(messageField(page)).toHaveValue('Сейчас узнаю')
})

test('[L8] a chat that waits for being opened is out of reach of the keyboard and of a screen reader', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', letters('Анна'))
    await wrote('Борис', letters('Борис'))
  })
  await okno.signIn(page)
  await openDialog(page, 'Анна')
  await dialogRow(page, 'Борис').hover()
  const waiting = page.locator('main > [inert]', { hasText: 'Борис: последнее' })
  await expect(waiting).toHaveCount(1)
  await expect(messageField(page)).toHaveCount(1)
  await messageField(page).focus()
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('[aria-hidden=true]') ?? null)).toBeNull()
  }
  await expect(waiting).toHaveCount(1)
})

test('[L6][W7] what comes while the mouse rests on a chat stands in it when it is opened, and what is typed at once is its own', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', letters('Анна'))
  })
  const visitor = await okno.visitor()
  await visitor.say('Есть пледы?')
  await okno.signIn(page)
  await openDialog(page, 'Анна')
  await dialogRow(page, 'Есть пледы?').hover()
  await page.waitForTimeout(1000)
  await visitor.say('И подушки')
  const row = dialogRow(page, 'И подушки')
  await expect(row).toBeVisible()
  await row.click()
  await expect(message(page, 'И подушки')).toBeVisible()
  await expect(messageField(page)).toBeFocused()
  await page.keyboard.type('Да, есть')
  await expect(messageField(page)).toHaveValue('Да, есть')
  await openDialog(page, 'Анна')
  await expect(messageField(page)).toHaveValue('')
  await openDialog(page, 'Черновик: Да, есть')
  await expect(messageField(page)).toHaveValue('Да, есть')
})

test('[C1][L3] whoever has begun to write elsewhere while a chat comes to the screen goes on there', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', letters('Анна'))
    await wrote('Борис', letters('Борис'))
  })
  await okno.signIn(page)
  await openDialog(page, 'Анна')
  const search = page.getByRole('searchbox', { name: 'Поиск чатов' })
  const row = await dialogRow(page, 'Борис').getAttribute('id')
  await page.evaluate(async (id) => {
    document.getElementById(id ?? '')?.click()
    // As soon as the other chat is in sight, and before it is painted.
    await new Promise<void>((resolve) => {
      new MutationObserver((_records, observer) => {
        observer.disconnect()
        document.querySelector<HTMLElement>('input[type=search]')?.focus()
        resolve()
      }).observe(document.body, { attributeFilter: ['aria-hidden'], subtree: true })
    })
  }, row)
  await expect(chat(page).getByRole('heading', { name: 'Борис' })).toBeVisible()
  // Long enough for the message's field to take the focus, as it does otherwise.
  await page.waitForTimeout(600)
  await expect(search).toBeFocused()
  await dialogRow(page, 'Анна').click()
  await expect(messageField(page)).toBeFocused()
})

test('[L2][L6] the list behind a tab waits out of reach, takes what comes meanwhile, and is there when the tab is chosen', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', ['Анна: закрыто'])
    await wrote('Борис', ['Борис: открыто'])
  })
  await okno.signIn(page)
  await openDialog(page, 'Анна')
  await action(page, 'Закрыть диалог').click()
  await expect(chatRows(page)).toHaveText([/Борис/])

  await tab(page, 'Все').hover()
  const waiting = page.getByRole('tabpanel').locator('[inert] [role=option]')
  await expect(waiting).toHaveCount(2)
  const visitor = await okno.visitor()
  await visitor.say('Есть пледы?')
  await expect(waiting).toHaveText([/Есть пледы/, /Анна/, /Борис/])
  await expect(chatRows(page)).toHaveText([/Есть пледы/, /Борис/])
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id))
  expect(ids).toEqual([...new Set(ids)])
  await page.getByRole('searchbox', { name: 'Поиск чатов' }).focus()
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('[aria-hidden=true]') ?? null)).toBeNull()
  }

  await tab(page, 'Закрытые').hover()
  await tab(page, 'Все').hover()
  await expect(waiting).toHaveCount(3)
  await tab(page, 'Все').click()
  await expect(chatRows(page)).toHaveText([/Есть пледы/, /Анна/, /Борис/])
  await page.mouse.move(900, 500)
  await expect(waiting).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tabpanel', { name: 'Спам' })).toContainText('Спама нет')
  await expect(waiting).toHaveCount(2)
  await page.keyboard.press('ArrowRight')
  await expect(tab(page, 'Открытые')).toBeFocused()
  await expect(chatRows(page)).toHaveText([/Есть пледы/, /Борис/])
  await page.getByRole('listbox', { name: 'Диалоги' }).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(chat(page).getByRole('heading', { name: 'Борис' })).toBeVisible()
})
