import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { makeChance } from '../../server/demo/chance'
import { drawPicture, PICTURE_HEIGHT, PICTURE_WIDTH } from '../../server/demo/picture'
import { chatRows, timeline } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

const FILM = fileURLToPath(new URL('./film.webm', import.meta.url))

/** A customer who has sent a photo, a film and a word. */
async function openFiles(okno: Okno, page: Page): Promise<void> {
  const film = await readFile(FILM)
  await past(okno, async ({ told, file, website }) => {
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const first = await told({ type: 'message', channelId: website, peer, key: 'a', text: 'смотрите', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const photo = await file('anna', drawPicture(makeChance(7)), { name: 'комната.png', mime: 'image/png', dialogId })
    const moving = await file('anna', film, { name: 'штора.webm', mime: 'video/webm', dialogId })
    const attachments = [
      { ...photo, width: PICTURE_WIDTH, height: PICTURE_HEIGHT },
      { ...moving, width: 160, height: 120 },
    ]
    await told({ type: 'message', channelId: website, peer, key: 'b', text: 'Вот', attachments, raw: '' })
  })
  await okno.signIn(page)
  await chatRows(page).first().click()
}

const photo = (page: Page) => timeline(page).getByRole('button', { name: 'Открыть фото комната.png' }).locator('img')
const drawn = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0

test('[W6] the conversation loads small pictures, made once; the large one comes when it is opened', async ({ okno, page }) => {
  const loaded: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/blobs/')) loaded.push(`${response.headers()['content-type']} ${new URL(response.url()).pathname}`)
  })
  await openFiles(okno, page)
  await expect.poll(() => photo(page).evaluate(drawn)).toBe(true)
  expect(loaded.filter((what) => what.startsWith('image/webp'))).not.toEqual([])
  expect(loaded.filter((what) => what.startsWith('image/png') || what.startsWith('video/'))).toEqual([])

  await timeline(page).getByRole('button', { name: 'Открыть фото комната.png' }).click()
  const large = page.getByRole('dialog', { name: 'Просмотр фото' }).getByRole('img', { name: 'комната.png' })
  await expect.poll(() => large.evaluate(drawn)).toBe(true)
  await expect.poll(() => loaded.some((what) => what.startsWith('image/png'))).toBe(true)
})

test('[W6] a film is a picture until it is played; then it has a speed, and keys', async ({ okno, page }) => {
  await openFiles(okno, page)
  await expect(timeline(page).locator('video')).toHaveCount(0)
  await timeline(page).getByRole('button', { name: 'Смотреть видео штора.webm' }).click()
  const film = timeline(page).locator('video')
  await expect(film).toBeFocused()
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0)
  await timeline(page).getByRole('button', { name: 'Скорость 1×' }).click()
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(1.5)
  await film.press('ArrowRight')
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(1.5)
  await film.press('Home')
  await film.press('Space')
  await expect(timeline(page).getByRole('button', { name: 'Скорость 1.5×' })).toBeVisible()
})

test.describe('on a machine without ffmpeg', () => {
  test.use({ hasPrograms: false })

  test('[W6] pictures and films are shown as they are', async ({ okno, page }) => {
    await openFiles(okno, page)
    await expect.poll(() => photo(page).evaluate(drawn)).toBe(true)
    await expect(timeline(page).locator('video')).toBeVisible()
  })
})
