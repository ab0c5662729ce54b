import type { Page } from '@playwright/test'
import { customer, dialogRow, message, timeline } from './desk'
import { expectAllSent } from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { readBy } from './visitor-steps'

const focused = (page: Page) => page.locator(':focus')

/** More than any way on these pages takes; whoever goes round without a find is stuck. */
const MOST_STEPS = 60

interface Control {
  readonly role: Parameters<Page['getByRole']>[0]
  readonly name: string | RegExp
}

/** Walks with Tab until the keyboard stands on it, as whoever hears the page does. Every stop has a name to be told. */
async function tabTo(page: Page, { role, name }: Control, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const wanted = page.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) })
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key)
    // At the end of the page the browser's own controls come, where nothing of the page is focused.
    if ((await focused(page).count()) === 0) continue
    await expect(focused(page)).toHaveAccessibleName(/./)
    if (await wanted.and(focused(page)).count()) return
  }
  throw new Error(`Tab does not lead to ${role} «${name}»`)
}

test('[W4][C1][C8][K1][L9][C9] by keyboard alone: into a chat, a reply and a note, the customer, the settings, and back', async ({
  okno,
  page,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть ли зонт?')
  const second = await okno.visitor()
  await second.say('Здравствуйте')
  await page.goto(okno.url)
  // In: the form is where the keyboard already stands, or one Tab away.
  await tabTo(page, { role: 'textbox', name: 'E-mail' })
  await page.keyboard.type(OWNER.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(OWNER.password)
  await page.keyboard.press('Enter')

  // The list is one stop; arrows choose in it, and what is chosen is told before it is opened.
  await expect(dialogRow(page, 'зонт')).toBeVisible()
  await tabTo(page, { role: 'listbox', name: 'Диалоги' })
  const active = page.getByRole('option').and(page.locator(`[id="${await focused(page).getAttribute('aria-activedescendant')}"]`))
  await expect(active).toContainText('Здравствуйте')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialogRow(page, 'зонт')).toHaveAttribute('aria-selected', 'true')

  // Whoever opens a chat stands in its field.
  await expect(focused(page)).toHaveAccessibleName('Сообщение')
  await page.keyboard.type('Да, три цвета')
  await page.keyboard.press('Enter')
  await expect(message(page, 'Да, три цвета')).toBeVisible()
  await expect(focused(page)).toHaveAccessibleName('Сообщение')
  await expect.poll(() => readBy(visitor)).toContain('Да, три цвета')

  // A note: its button, its field, its own button to save.
  await tabTo(page, { role: 'button', name: 'Заметка' })
  await page.keyboard.press('Enter')
  await expect(focused(page)).toHaveAccessibleName('Текст заметки')
  await page.keyboard.type('Постоянный')
  await tabTo(page, { role: 'button', name: 'Сохранить заметку' })
  await page.keyboard.press('Enter')
  await expect(timeline(page).getByRole('article', { name: 'Заметка' })).toBeVisible()
  await expect(focused(page)).toHaveAccessibleName(/Сообщение|Заметка|Текст заметки/)

  // Put off until later, and left as it was by Esc.
  await tabTo(page, { role: 'button', name: 'Отложить' }, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Отложить диалог' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(focused(page)).toHaveAccessibleName('Отложить')

  // The customer: saved, renamed, a phone added; the keyboard goes on from where it was each time.
  await tabTo(page, { role: 'textbox', name: 'Имя' })
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Анна')
  await page.keyboard.press('Enter')
  await expect(dialogRow(page, 'Анна')).toBeVisible()
  await tabTo(page, { role: 'button', name: 'Добавить телефон' })
  await page.keyboard.press('Enter')
  await expect(focused(page)).toHaveAccessibleName('Добавить телефон')
  await page.keyboard.type('0501112233')
  await page.keyboard.press('Enter')
  await expect(customer(page).getByRole('button', { name: 'Удалить телефон +380501112233' })).toBeVisible()
  await expect(focused(page)).toHaveCount(1)
  await tabTo(page, { role: 'button', name: 'Сохранить покупателя' })
  await page.keyboard.press('Enter')
  await expect(customer(page).getByRole('button', { name: 'Сохранить покупателя' })).toHaveCount(0)
  await expect(focused(page)).toHaveCount(1)

  // The settings: a name is changed, its list of tags gets one.
  await tabTo(page, { role: 'link', name: 'Настройки' }, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Настройки', level: 1 })).toBeVisible()
  await tabTo(page, { role: 'textbox', name: 'Название метки' })
  await page.keyboard.type('Опт')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Удалить «Опт»' })).toBeVisible()

  // And back to the chats.
  await tabTo(page, { role: 'link', name: /Чаты/ }, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(dialogRow(page, 'Анна')).toContainText('Да, три цвета')
  await expectAllSent(page)
})
