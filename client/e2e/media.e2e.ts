import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { makeSound } from '../../server/demo/sound'
import { bubbles, chatRows, expectOffline, filePicker, fileTray, openChat, timeline } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past, recordingCame } from './past'

const PICTURE = fileURLToPath(new URL('../../public/icons/icon-512.png', import.meta.url))

/** A message of Anna's with two pictures. */
async function twoPictures(okno: Okno): Promise<void> {
  await past(okno, async ({ told, file, website }) => {
    const bytes = await readFile(PICTURE)
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const first = await told({ type: 'message', channelId: website, peer, key: 'a', text: 'смотрите', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const shape = { width: 512, height: 512 }
    const attachments = [
      { ...(await file('anna', bytes, { name: 'one.png', mime: 'image/png', dialogId })), ...shape },
      { ...(await file('anna', bytes, { name: 'two.png', mime: 'image/png', dialogId })), ...shape },
    ]
    await told({ type: 'message', channelId: website, peer, key: 'b', text: 'Две комнаты', attachments, raw: '' })
  })
}

test('[W6] photos open over the screen: wheel, keys and a double click look closer, arrows go on, Esc closes', async ({ okno, page }) => {
  await twoPictures(okno)
  await okno.signIn(page)
  await chatRows(page).first().click()
  await timeline(page).getByRole('button', { name: 'Открыть фото one.png' }).click()
  const box = page.getByRole('dialog', { name: 'Просмотр фото' })
  const picture = box.getByRole('img', { name: /png/ })
  await expect(box).toContainText('Две комнаты')
  await expect(box).toContainText('1 из 2')
  for (const [key, place] of [
    ['ArrowRight', '2 из 2'],
    ['ArrowLeft', '1 из 2'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(box).toContainText(place)
  }
  await expect(picture).toHaveAttribute('data-scale', '1.00')
  await picture.hover()
  await page.mouse.wheel(0, -300)
  await expect(picture).not.toHaveAttribute('data-scale', '1.00')
  await page.keyboard.press('0')
  await expect(picture).toHaveAttribute('data-scale', '1.00')
  await page.keyboard.press('+')
  await expect(picture).toHaveAttribute('data-scale', '1.40')
  await page.keyboard.press('-')
  await expect(picture).toHaveAttribute('data-scale', '1.00')
  await picture.dblclick()
  await expect(picture).toHaveAttribute('data-scale', '2.50')
  await page.keyboard.press('ArrowRight')
  await expect(box).toContainText('2 из 2')
  await expect(box.getByRole('img', { name: 'two.png' })).toHaveAttribute('data-scale', '1.00')
  await page.keyboard.press('ArrowLeft')
  // The arrow that is pressed goes with the last picture; the keys go on.
  await box.getByRole('button', { name: 'Следующее фото' }).click()
  await expect(box).toContainText('2 из 2')
  await page.keyboard.press('+')
  await expect(picture).toHaveAttribute('data-scale', '1.40')
  await page.keyboard.press('ArrowLeft')
  await expect(box).toContainText('1 из 2')
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('[W6][W1] a finger goes through the photos of a message, and Back closes them', async ({ okno, page }) => {
    await twoPictures(okno)
    await okno.signIn(page)
    await chatRows(page).first().tap()
    await timeline(page).getByRole('button', { name: 'Открыть фото one.png' }).tap()
    const box = page.getByRole('dialog', { name: 'Просмотр фото' })
    await expect(box).toContainText('1 из 2')
    const hand = await page.context().newCDPSession(page)
    const swipe = async (from: number, to: number) => {
      const at = (x: number) => ({ touchPoints: [{ x, y: 400 }] })
      await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(from) })
      await hand.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at((from + to) / 2) })
      await hand.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(to) })
      await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await swipe(300, 100)
    await expect(box).toContainText('2 из 2')
    await swipe(300, 100)
    await expect(box).toContainText('2 из 2')
    await swipe(100, 300)
    await expect(box).toContainText('1 из 2')
    await page.evaluate(() => history.back())
    await expect(box).toHaveCount(0)
    await expect(timeline(page).getByRole('button', { name: 'Открыть фото one.png' })).toBeInViewport()
  })
})

test.describe('a recording on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('[W6] a finger drawn along a recording goes back and on in it', async ({ okno, page }) => {
    await recordingCame(okno, 60)
    await okno.signIn(page)
    await chatRows(page).first().tap()
    const track = timeline(page).getByRole('slider', { name: 'Место в записи' })
    await expect(track).toHaveAttribute('aria-valuemax', '60')
    const { x = 0, y = 0, width = 0, height = 0 } = (await track.boundingBox()) ?? {}
    const hand = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove', share: number) =>
      hand.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: x + width * share, y: y + height / 2 }] })
    await touch('touchStart', 0.1)
    for (const share of [0.3, 0.5, 0.7]) await touch('touchMove', share)
    await expect(track).toHaveAttribute('aria-valuenow', '42')
    for (const share of [0.5, 0.3]) await touch('touchMove', share)
    await expect(track).toHaveAttribute('aria-valuenow', '18')
    await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(track).toHaveAttribute('aria-valuenow', '18')
  })
})

test('[W6] a sound without a drawing gets one on the device; documents show their kind and size', async ({ okno, page }) => {
  await past(okno, async ({ told, file, website }) => {
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const first = await told({ type: 'message', channelId: website, peer, key: 'a', text: 'слушайте', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const sound = await file('anna', makeSound(3).bytes, { name: 'запись.wav', mime: 'audio/wav', dialogId })
    const sheet = await file('anna', new TextEncoder().encode('a;b'), { name: 'Заказ.xlsx', mime: 'application/zip', dialogId })
    await told({ type: 'message', channelId: website, peer, key: 'b', text: '', attachments: [sound, sheet], raw: '' })
  })
  await okno.signIn(page)
  await chatRows(page).first().click()
  const bubble = bubbles(page, 'Заказ.xlsx')
  await expect(bubble.locator('[data-kind=sheet]')).toBeVisible()
  await expect(bubble).toContainText('3 Б')
  await expect(bubble.getByRole('slider', { name: 'Место в записи' })).toHaveAttribute('aria-valuemax', '3')
  // A flat line has every bar alike.
  await expect
    .poll(() =>
      bubble
        .getByRole('slider')
        .locator('path')
        .first()
        .evaluate((path) => new Set((path.getAttribute('d') ?? '').match(/V[\d.]+/g)).size),
    )
    .toBeGreaterThan(3)
  await bubble.getByRole('slider', { name: 'Место в записи' }).press('ArrowRight')
  await expect(bubble.getByRole('slider', { name: 'Место в записи' })).toHaveAttribute('aria-valuenow', '3')
})

test('[C5] files dragged over any part of the chat are taken, and told how many and how large', async ({ okno, page }) => {
  await (await okno.visitor()).say('Пришлите фото')
  await okno.signIn(page)
  await openChat(page, 'Пришлите')
  const carried = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['одна'], 'one.txt', { type: 'text/plain' }))
    data.items.add(new File(['две'], 'two.txt', { type: 'text/plain' }))
    return data
  })
  await timeline(page).dispatchEvent('dragenter', { dataTransfer: carried })
  await expect(page.getByText('До 10 файлов, каждый до 25 МБ')).toBeVisible()
  await timeline(page).dispatchEvent('drop', { dataTransfer: carried })
  await expect(fileTray(page).getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText('До 10 файлов, каждый до 25 МБ')).toBeHidden()
})

test('[C5][F1] a picture pasted into the message stands among its files, without a network too', async ({ okno, page }) => {
  await (await okno.visitor()).say('Какой цвет?')
  await okno.signIn(page)
  await openChat(page, 'Какой цвет?')
  await page.context().setOffline(true)
  await expectOffline(page)
  await page.getByRole('textbox', { name: 'Сообщение' }).evaluate(async (field) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 })
    canvas.getContext('2d')?.fillRect(0, 0, 40, 30)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([blob ?? ''], 'image.png', { type: 'image/png' }))
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  const chip = fileTray(page).getByRole('listitem')
  await expect(chip).toContainText('image.png')
  await expect(chip.locator('img')).toBeVisible()
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(timeline(page).getByRole('button', { name: 'Открыть фото image.png' })).toBeVisible()
})

test('[C5] a file larger than the channel takes is refused when it is chosen, with the reason', async ({ okno, page }) => {
  await past(okno, async ({ channel, wrote }) => {
    await wrote('anna@example.com', ['Пришлите каталог'], { channelId: await channel('email', 'Почта магазина') })
  })
  await okno.signIn(page)
  await openChat(page, 'Пришлите каталог')
  const picker = filePicker(page)
  await picker.setInputFiles({ name: 'каталог.zip', mimeType: 'application/zip', buffer: Buffer.alloc(19 * 1024 * 1024, 7) })
  await expect(page.getByText('«каталог.zip» больше 18 МБ: столько канал не примет')).toBeVisible()
  const tray = fileTray(page)
  await expect(tray).toBeHidden()
  await picker.setInputFiles({ name: 'цены.txt', mimeType: 'text/plain', buffer: Buffer.from('1299') })
  await expect(tray.getByText('цены.txt')).toBeVisible()
})

test('[C5] of several files that are refused each is named, under the reason that it shares', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите всё')
  await okno.signIn(page)
  await openChat(page, 'Пришлите всё')
  const named = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  const empty = ['1', '2', '3', '4', '5'].map((name) => named(`${name}.txt`, ''))
  const good = Array.from({ length: 12 }, (_, index) => named(`цены ${index}.txt`, '1299'))
  await filePicker(page).setInputFiles([...empty, ...good])
  await expect(page.getByText('Пустые файлы (5): «1.txt», «2.txt», «3.txt», «4.txt», «5.txt»')).toBeVisible()
  await expect(page.getByText('Не больше 10 файлов: не добавлены «цены 10.txt», «цены 11.txt»')).toBeVisible()
  await expect(fileTray(page).getByText('цены 9.txt')).toBeVisible()
})
