import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { makeSound } from '../../server/demo/sound'
import { chatRows, expectLive, expectOffline, openDevice, timeline, untilInstalled } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

const PICTURE = fileURLToPath(new URL('../../public/icons/icon-192.png', import.meta.url))
const SPOILT = new Uint8Array(3000).fill(7)
/** Kinds that a browser without their decoder knows as little as these bytes. */
const sent = [
  { name: 'айфон.heic', mime: 'image/heic' },
  { name: 'шторы.mov', mime: 'video/quicktime' },
  { name: 'диктофон.amr', mime: 'audio/amr' },
]

/** A customer's message with these files. */
async function wrote(okno: Okno, files: readonly { name: string; mime: string; bytes: Uint8Array }[]): Promise<void> {
  await past(okno, async ({ told, file, website }) => {
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const first = await told({ type: 'message', channelId: website, peer, key: 'a', text: 'смотрите', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const attachments = []
    for (const { bytes, ...facts } of files) attachments.push(await file('anna', bytes, { ...facts, dialogId }))
    await told({ type: 'message', channelId: website, peer, key: 'b', text: 'Вот', attachments, raw: '' })
  })
}

test('[W6] what the browser cannot show or play says so by its name, and is downloaded', async ({ okno, page }) => {
  await wrote(
    okno,
    sent.map((facts) => ({ ...facts, bytes: SPOILT })),
  )
  await okno.signIn(page)
  await chatRows(page).first().click()
  const words = [
    'Фото не показывается, его можно скачать',
    'Видео не воспроизводится, его можно скачать',
    'Запись не воспроизводится, её можно скачать',
  ]
  for (const [index, { name }] of sent.entries()) {
    const link = timeline(page).getByRole('link', { name: `Скачать ${name}` })
    await expect(link).toContainText(words[index] ?? '')
    await expect(link).toHaveAttribute('download', name)
  }
  await expect(timeline(page).locator('img, video, audio')).toHaveCount(0)
})

test('[W6][F1] a photo that was never seen says without a network that it waits for it, and shows when it is back', async ({
  okno,
  browser,
}) => {
  await wrote(okno, [{ name: 'лампа.png', mime: 'image/png', bytes: await readFile(PICTURE) }])
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await context.setOffline(true)
  await expectOffline(page)
  await chatRows(page).first().click()
  await expect(timeline(page).getByRole('link', { name: 'Скачать лампа.png' })).toContainText('Файл откроется, когда появится сеть')
  await context.setOffline(false)
  await expectLive(page)
  const photo = timeline(page).getByRole('button', { name: 'Открыть фото лампа.png' }).locator('img')
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
})

test('[W6] a long sound whose beginning came from the server goes on with what the device has kept of it since', async ({
  okno,
  browser,
}) => {
  await wrote(okno, [{ name: 'голос.wav', mime: 'audio/wav', bytes: makeSound(240).bytes }])
  const page = await openDevice(okno, await browser.newContext())
  await untilInstalled(page)
  await chatRows(page).first().click()
  const place = timeline(page).getByRole('slider', { name: 'Место в записи' })
  await expect(place).toHaveAttribute('aria-valuemax', '240')
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('okno-files')).keys()).length)).toBeGreaterThan(0)
  await timeline(page).getByRole('button', { name: 'Слушать: Аудио голос.wav' }).click()
  const { width = 0, height = 0 } = (await place.boundingBox()) ?? {}
  await place.click({ position: { x: width * 0.9, y: height / 2 } })
  await expect.poll(async () => Number(await place.getAttribute('aria-valuenow'))).toBeGreaterThan(217)
  await expect(timeline(page).getByRole('button', { name: 'Остановить: Аудио голос.wav' })).toBeVisible()
})

test('[W6][F1] a sound that was shown plays without a network too, after a reload', async ({ okno, browser }) => {
  await wrote(okno, [{ name: 'голос.wav', mime: 'audio/wav', bytes: makeSound(3).bytes }])
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await chatRows(page).first().click()
  const place = timeline(page).getByRole('slider', { name: 'Место в записи' })
  await expect(place).toHaveAttribute('aria-valuemax', '3')
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('okno-files')).keys()).map(({ url }) => url))).not.toEqual([])
  // The browser's own cache goes when the browser likes.
  await (await context.newCDPSession(page)).send('Network.clearBrowserCache')
  await context.setOffline(true)
  await page.reload()
  await expectOffline(page)
  await expect(place).toHaveAttribute('aria-valuemax', '3')
  await timeline(page).getByRole('button', { name: 'Слушать: Аудио голос.wav' }).click()
  await expect(timeline(page).getByRole('button', { name: 'Остановить: Аудио голос.wav' })).toBeVisible()
  await expect.poll(() => place.getAttribute('aria-valuenow')).not.toBe('0')
})
