import type { Page } from '@playwright/test'
import { load, toChats, toSettings } from './catalogue-steps'
import { openDialog } from './desk'
import { expectAllSent } from './inbox-steps'
import { expect, test } from './okno'

/** Nothing is read from the device's copy until the returned function is called. */
async function holdReplica(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('okno-replica-'))?.name ?? ''
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
    })
    const held = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('products')
    const hold = () => {
      if (document.documentElement.dataset.held === undefined) return db.close()
      held.count().onsuccess = hold
    }
    document.documentElement.dataset.held = ''
    hold()
  })
  return () => page.evaluate(() => void delete document.documentElement.dataset.held)
}

test('[C3] the catalogue says that it is being read, and not that it is empty', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть пледы?')
  await okno.signIn(page)
  await toSettings(page)
  await load(page, 'Артикул;Название;Цена\nPL-100;Плед «Карпаты»;1299')
  await expectAllSent(page)
  await toChats(page)
  await openDialog(page, 'Есть пледы?')
  const release = await holdReplica(page)
  await page.getByRole('button', { name: 'Товары' }).click()
  const panel = page.getByRole('dialog', { name: 'Товары' })
  const list = panel.getByRole('status', { name: 'Товары' })
  await expect(list).toHaveAttribute('aria-busy', 'true')
  await expect(list).toHaveText('')
  expect((await list.locator('> *').boundingBox())?.height).toBeGreaterThan(40)
  await release()
  await expect(panel.getByRole('option', { name: 'Карпаты' })).toBeVisible()
  await expect(panel.getByRole('listbox', { name: 'Товары' })).not.toHaveAttribute('aria-busy')
})
