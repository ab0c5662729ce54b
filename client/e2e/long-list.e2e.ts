import type { Page } from '@playwright/test'
import { newDialog } from '#shared/domain/dialog'
import { change } from '#shared/domain/row'
import { chatRows } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

const CHATS = 500

const nameOf = (n: number) => `Клиент ${String(n).padStart(3, '0')}.`

async function openManyChats(okno: Okno, page: Page): Promise<void> {
  await past(okno, async ({ write, website }) => {
    const now = Date.now()
    await write(() =>
      Array.from({ length: CHATS }, (_, index) => index + 1).flatMap((n) => {
        const contact = { id: `c${n}`, channelId: website, peerKey: `c${n}`, name: nameOf(n), nameBy: 'channel' as const, origin: null }
        return [
          change('contact', { ...contact, phones: [], emails: [], createdAt: now }),
          change('dialog', newDialog({ id: `d${n}`, channelId: website, contactId: contact.id }, now - n * 1000)),
        ]
      }),
    )
  })
  await okno.signIn(page)
  await expect(chatRows(page).first()).toContainText(nameOf(1), { timeout: 30_000 })
}

/** Numbers of the chats of which something is in sight, and whether there is a gap between them. */
const inSight = (page: Page) =>
  page.getByRole('listbox', { name: 'Диалоги' }).evaluate((list) => {
    const { top, bottom } = list.getBoundingClientRect()
    const rows = [...list.querySelectorAll<HTMLElement>('[role=option]')].map((row) => ({ row, rect: row.getBoundingClientRect() }))
    const seen = rows.filter(({ rect }) => rect.bottom > top + 1 && rect.top < bottom - 1).sort((a, b) => a.rect.top - b.rect.top)
    const [first, last] = [seen[0]?.rect.top ?? bottom, seen.at(-1)?.rect.bottom ?? top]
    const height = seen.reduce((sum, { rect }) => sum + rect.height, 0)
    return {
      numbers: seen.map(({ row }) => Number(/Клиент (\d+)/.exec(row.textContent ?? '')?.[1])),
      isWhole: first <= top + 1 && last >= bottom - 1 && Math.abs(height - (last - first)) < 2,
    }
  })

async function expectWhole(page: Page): Promise<readonly number[]> {
  await expect.poll(async () => (await inSight(page)).isWhole).toBe(true)
  const { numbers } = await inSight(page)
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  return numbers
}

/** As a finger or a free-running wheel does: so many pixels with every frame. */
const fling = (page: Page, pxPerFrame: number, frames: number) =>
  page.getByRole('listbox', { name: 'Диалоги' }).evaluate(
    async (list, [px = 0, count = 0]) => {
      for (let frame = 0; frame < count; frame += 1) {
        list.scrollTop += px
        await new Promise(requestAnimationFrame)
      }
    },
    [pxPerFrame, frames],
  )

test('[L1] five hundred chats that are flung by stand there whole wherever they come to rest, and the keyboard goes on from there', async ({
  okno,
  page,
}) => {
  await openManyChats(okno, page)
  expect((await expectWhole(page))[0]).toBe(1)

  await fling(page, 400, 30)
  expect((await expectWhole(page))[0]).toBeGreaterThan(60)
  await fling(page, -150, 20)
  await expectWhole(page)
  await fling(page, 1500, 60)
  const list = page.getByRole('listbox', { name: 'Диалоги' })
  await expect
    .poll(async () => {
      await list.evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight }))
      return (await inSight(page)).numbers.at(-1)
    })
    .toBe(CHATS)
  await expectWhole(page)

  await list.focus()
  await list.press('Home')
  await expect.poll(async () => (await inSight(page)).numbers[0]).toBe(1)
  await expectWhole(page)
  await list.press('End')
  await expect.poll(async () => (await inSight(page)).numbers.at(-1)).toBe(CHATS)
  await expectWhole(page)
  await expect(list).toHaveAttribute('aria-activedescendant', `dialog-d${CHATS}`)
  await list.press('Enter')
  await expect(page.getByRole('heading', { name: nameOf(CHATS) })).toBeVisible()
})

test('[L1][L3] the list that one has scrolled stands in its place when a search is over, and is out of reach meanwhile', async ({
  okno,
  page,
}) => {
  await openManyChats(okno, page)
  await fling(page, 400, 20)
  const before = await expectWhole(page)
  expect(before[0]).toBeGreaterThan(60)

  const field = page.getByRole('searchbox', { name: 'Поиск чатов' })
  await field.fill('Клиент 007')
  const found = page.getByRole('listbox', { name: 'Результаты поиска' })
  await expect(found.getByRole('option', { name: nameOf(7) })).toBeVisible()
  await expect(page.getByRole('listbox', { name: 'Диалоги' })).toBeHidden()
  await expect(page.getByRole('tab', { name: 'Открытые' })).toBeHidden()
  await field.press('ArrowDown')
  await expect(found).toBeFocused()
  await found.press('Enter')
  await expect(page.getByRole('heading', { name: nameOf(7) })).toBeVisible()

  await field.press('Escape')
  await expect(page.getByRole('listbox', { name: 'Диалоги' })).toBeVisible()
  await expectWhole(page)
  await expect(page.getByRole('option', { name: nameOf(7) })).toBeInViewport()

  await fling(page, 400, 20)
  const again = await expectWhole(page)
  await field.fill('Клиент 009')
  await expect(found.getByRole('option', { name: nameOf(9) })).toBeVisible()
  await field.press('Escape')
  expect(await expectWhole(page)).toEqual(again)
})
