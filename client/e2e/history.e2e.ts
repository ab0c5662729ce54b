import type { BrowserContext, Page } from '@playwright/test'
import { held } from './everything-held'
import { expectOffline, note, openChat, openDevice, remark, writeNote } from './inbox-steps'
import { expect, type Okno, OWNER, test } from './okno'

/** Two colleagues, a chat open at both. */
async function pair(okno: Okno, newContext: () => Promise<BrowserContext>): Promise<{ mine: Page; hers: Page }> {
  const colleague = await okno.newOperator('Анна Коваль')
  await (await okno.visitor()).say('Здравствуйте')
  const [mine, hers] = [await openDevice(okno, await newContext()), await openDevice(okno, await newContext(), colleague)]
  for (const page of [mine, hers]) await openChat(page, 'Здравствуйте')
  return { mine, hers }
}

const historyWindow = (page: Page) => page.getByRole('dialog', { name: /^История/ })

test('[C1][HIS1] the history of a note says who wrote what, and gives a version back as a new edit', async ({ okno, browser }) => {
  const { mine, hers } = await pair(okno, () => browser.newContext())
  await writeNote(mine, 'Позвонить в среду')
  await expect(note(hers)).toHaveValue('Позвонить в среду')
  await note(hers).click()
  await note(hers).fill('Позвонить в пятницу')
  await expect(note(mine)).toHaveValue('Позвонить в пятницу')

  await mine.getByRole('article', { name: 'Заметка' }).getByRole('button', { name: 'История' }).click()
  const versions = historyWindow(mine).getByRole('list', { name: 'Версии' })
  await expect(versions.getByRole('button')).toHaveCount(2)
  await expect(versions.getByRole('button').first()).toContainText('Анна Коваль')
  const changes = historyWindow(mine).getByRole('region', { name: 'Что изменилось' })
  await expect(changes.locator('ins')).toHaveText('пятницу')
  await expect(changes.locator('del')).toHaveText('среду')
  await expect(changes).toContainText('Сейчас в тексте')

  await versions.getByRole('button').last().click()
  await expect(versions.getByRole('button').last()).toContainText(OWNER.name)
  await historyWindow(mine).getByRole('button', { name: 'Вернуть' }).click()
  for (const page of [mine, hers]) await expect(note(page)).toHaveValue('Позвонить в среду')

  // The past is as it was, and one version longer.
  await mine.getByRole('article', { name: 'Заметка' }).getByRole('button', { name: 'История' }).click()
  await expect(versions.getByRole('button')).toHaveCount(3)
})

test('[K3][HIS1] the history of a remark is the server’s: without a network it says so', async ({ okno, page }) => {
  await okno.signIn(page)
  await (await okno.visitor()).say('Здравствуйте')
  await openChat(page, 'Здравствуйте')
  await remark(page).fill('Любит синее')
  const open = page.getByRole('complementary', { name: 'Информация о клиенте' }).getByRole('button', { name: 'История' })
  await open.click()
  await expect(historyWindow(page).locator('ins')).toHaveText('Любит синее')
  await page.keyboard.press('Escape')
  await page.context().setOffline(true)
  await expectOffline(page)
  await open.click()
  await expect(historyWindow(page)).toContainText('История хранится на сервере')
})

test('[C1] many notes are read without opening a document, and written in at once', async ({ okno, page }) => {
  await okno.signIn(page)
  await (await okno.visitor()).say('Здравствуйте')
  await openChat(page, 'Здравствуйте')
  for (const text of ['Первая', 'Вторая', 'Третья']) {
    await page.getByRole('button', { name: 'Заметка', exact: true }).click()
    await page.getByRole('form', { name: 'Ответ клиенту' }).getByLabel('Текст заметки').fill(text)
    await page.getByRole('button', { name: 'Сохранить заметку' }).click()
    await expect(note(page).last()).toHaveValue(text)
  }
  await expect(page.getByText('Сохранено у всех')).toHaveCount(3)
  await page.addInitScript(() => {
    const counts = window as unknown as { opened: string[] }
    counts.opened = []
    const { postMessage } = BroadcastChannel.prototype
    BroadcastChannel.prototype.postMessage = function (message: { t?: string; doc?: string }) {
      if (message.t === 'doc-open' && message.doc) counts.opened.push(message.doc)
      return postMessage.call(this, message)
    }
  })
  const opened = () => page.evaluate(() => (window as unknown as { opened: string[] }).opened.filter((doc) => doc.startsWith('note.')))
  // The server writes a note's text into its row some moments after it was typed; until then only the document has it.
  await expect(async () => {
    await page.reload()
    await expect(note(page)).toHaveCount(3)
    await expect(note(page).first()).toHaveValue('Первая')
    // The remark beside the chat is open by now.
    await expect(remark(page)).toBeEnabled()
    expect(await opened()).toEqual([])
  }).toPass()

  await note(page).nth(1).focus()
  await note(page).nth(1).press('Control+End')
  await note(page).nth(1).pressSequentially(' — готова')
  await expect(note(page).nth(1)).toHaveValue('Вторая — готова')
  await expect.poll(async () => new Set(await opened()).size).toBe(1)
  // The last letters are on their way into the tables for some moments.
  await expect.poll(() => held(page)).toContain('Вторая — готова')
  await page.reload()
  await expect(note(page).nth(1)).toHaveValue('Вторая — готова')
})
