import type { Page } from '@playwright/test'
import { WIDGET_BLOB_PATH } from '#shared/protocol/widget'
import { chatRows, expectAllSent, expectLive, expectOffline, fileTray, openChat, openDevice, timeline, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'
import { past, recordingCame } from './past'
import { messagesOf } from './visitor-steps'

// A microphone that beeps once a second, and a browser that does not ask.
test.use({
  permissions: ['microphone'],
  launchOptions: {
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  },
})

/** Every track of a microphone that the page opens stands in `tracks`. */
async function handOverMicrophones(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    Reflect.set(window, 'tracks', [])
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      Reflect.get(window, 'tracks').push(...stream.getTracks())
      return stream
    }
  })
}

const microphone = (page: Page) => page.getByRole('button', { name: 'Голосовое сообщение', exact: true })
const panel = (page: Page) => page.getByRole('group', { name: 'Голосовое сообщение' })

async function speak(page: Page): Promise<void> {
  await microphone(page).click()
  await expect(panel(page).getByRole('timer')).toHaveText('0:02')
}

test('[C6] a voice message is recorded, paused, listened to, sent, and comes to the visitor as every browser plays it', async ({
  okno,
  page,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Позвоните мне')
  await okno.signIn(page)
  await openChat(page, 'Позвоните')
  await speak(page)
  await expect(panel(page)).not.toHaveCSS('border-radius', '0px')
  await panel(page).getByRole('button', { name: 'Приостановить запись' }).click()
  const stopped = await panel(page).getByRole('timer').textContent()
  await panel(page).getByRole('button', { name: 'Продолжить запись' }).click()
  await expect(panel(page).getByRole('timer')).not.toHaveText(stopped ?? '')
  await panel(page).getByRole('button', { name: 'Закончить запись' }).click()
  await panel(page).getByRole('button', { name: 'Слушать' }).click()
  await expect(panel(page).getByRole('button', { name: 'Остановить' })).toBeVisible()
  await panel(page).getByRole('button', { name: 'Отправить голосовое' }).click()
  await expect(panel(page)).toBeHidden()
  await expectAllSent(page)

  await expect.poll(() => messagesOf(visitor).at(-1)?.attachments[0]).toMatchObject({ mime: 'audio/mpeg', name: 'voice.mp3' })
  const sent = messagesOf(visitor).at(-1)?.attachments[0]
  expect(sent?.voice?.ms).toBeGreaterThan(2000)
  expect(Math.max(...(sent?.voice?.wave ?? []))).toBeGreaterThan(3)
  const answer = await fetch(`${okno.url}${WIDGET_BLOB_PATH}${sent?.id}`, { headers: { authorization: `Bearer ${visitor.welcome.token}` } })
  expect(answer.headers.get('content-type')).toBe('audio/mpeg')
  expect((await answer.arrayBuffer()).byteLength).toBe(sent?.size)

  const player = timeline(page).locator('article').last()
  await player.getByRole('button', { name: 'Слушать: Голосовое сообщение' }).click()
  await expect(player.getByRole('button', { name: 'Остановить: Голосовое сообщение' })).toBeVisible()
  await player.getByRole('button', { name: 'Скорость 1×' }).click()
  await expect(player.getByRole('button', { name: 'Скорость 1.5×' })).toBeVisible()
  await player.getByRole('slider', { name: 'Место в записи' }).press('End')
  await expect(player.getByRole('button', { name: 'Слушать: Голосовое сообщение' })).toBeVisible()
})

test('[C6] a recording thrown away leaves nothing; Esc throws away too', async ({ okno, page }) => {
  await (await okno.visitor()).say('Вопрос')
  await okno.signIn(page)
  await openChat(page, 'Вопрос')
  await speak(page)
  await panel(page).getByRole('button', { name: 'Удалить запись' }).click()
  await expect(panel(page)).toBeHidden()
  await microphone(page).click()
  await expect(panel(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await expect(timeline(page).getByRole('slider')).toHaveCount(0)
  await expectAllSent(page)
})

test('[C6] a recording thrown away in error comes back into the draft with one click', async ({ okno, page }) => {
  await (await okno.visitor()).say('Вопрос')
  await okno.signIn(page)
  await openChat(page, 'Вопрос')
  await speak(page)
  await page.keyboard.press('Escape')
  await expect(page.getByText('Запись удалена')).toBeVisible()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(fileTray(page)).toContainText('voice')
})

test('[C6][C7] a recording whose chat is left for another stays in its draft, and is sent from there', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Расскажите')
  await (await okno.visitor()).say('Срочно!')
  await okno.signIn(page)
  await openChat(page, 'Расскажите')
  await speak(page)
  await openChat(page, 'Срочно!')
  await expect(page.getByText('Запись осталась в черновике своего чата')).toBeVisible()
  await expect(panel(page)).toBeHidden()
  await openChat(page, 'Черновик: Аудио')
  await expect(fileTray(page)).toContainText('voice')
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expectAllSent(page)
  await expect.poll(() => messagesOf(visitor).at(-1)?.attachments[0]?.voice?.ms ?? 0).toBeGreaterThan(1000)
})

test('[C6][F1] recorded without a network it waits with its file, and goes once when the network is back', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Наберите меня')
  const context = await browser.newContext({ permissions: ['microphone'] })
  const page = await openDevice(okno, context)
  await openChat(page, 'Наберите')
  await untilInstalled(page)
  await context.setOffline(true)
  await expectOffline(page)
  await speak(page)
  await panel(page).getByRole('button', { name: 'Отправить голосовое' }).click()
  await expect(timeline(page)).toContainText('ждёт сети на этом устройстве')
  await expect(timeline(page).getByRole('slider', { name: 'Место в записи' })).toBeVisible()
  await context.setOffline(false)
  await expectLive(page)
  await expectAllSent(page)
  await expect.poll(() => messagesOf(visitor).filter(({ attachments }) => attachments.length > 0).length).toBe(1)
})

test('[C6] a microphone that goes away ends the recording with a word, and what was said is sent', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Вопрос')
  await handOverMicrophones(page)
  await okno.signIn(page)
  await openChat(page, 'Вопрос')
  await speak(page)
  await page.evaluate(() => {
    for (const track of Reflect.get(window, 'tracks')) track.stop()
  })
  await expect(page.getByText('Микрофон отключился: записано до этого места')).toBeVisible()
  await expect(panel(page).getByRole('button', { name: 'Слушать: Прослушать запись' })).toBeVisible()
  await panel(page).getByRole('button', { name: 'Отправить голосовое' }).click()
  await expectAllSent(page)
  await expect.poll(() => messagesOf(visitor).at(-1)?.attachments[0]?.voice?.ms ?? 0).toBeGreaterThan(1000)
})

test('[C6] a chat left while the browser asks about the microphone does not leave it switched on', async ({ okno, page }) => {
  await (await okno.visitor()).say('Вопрос')
  await (await okno.visitor()).say('Срочно!')
  await handOverMicrophones(page)
  await page.addInitScript(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      await new Promise((resolve) => window.addEventListener('allowed', resolve, { once: true }))
      return await open(constraints)
    }
  })
  await okno.signIn(page)
  await openChat(page, 'Вопрос')
  await microphone(page).click()
  await openChat(page, 'Срочно!')
  await expect(timeline(page)).toContainText('Срочно!')
  await page.evaluate(() => window.dispatchEvent(new Event('allowed')))
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'tracks').map(({ readyState }: MediaStreamTrack) => readyState)))
    .toEqual(['ended'])
  await expect(panel(page)).toBeHidden()
})

for (const end of ['Закончить запись', 'Отправить голосовое'])
  test(`[C6] a recording without any sound is told, and the next one can be made: ${end}`, async ({ okno, page }) => {
    await (await okno.visitor()).say('Вопрос')
    await page.addInitScript(() => Object.defineProperty(MediaRecorder.prototype, 'ondataavailable', { set: () => undefined }))
    await okno.signIn(page)
    await openChat(page, 'Вопрос')
    await microphone(page).click()
    await panel(page).getByRole('button', { name: end }).click()
    await expect(page.getByText('Ничего не записалось')).toBeVisible()
    await expect(panel(page)).toBeHidden()
    await expect(microphone(page)).toBeEnabled()
  })

test('[C6] a recording of the greatest length is sent', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Вопрос')
  await okno.signIn(page)
  await openChat(page, 'Вопрос')
  await page.clock.install()
  await speak(page)
  await page.clock.fastForward('15:01')
  await panel(page).getByRole('button', { name: 'Отправить голосовое' }).click()
  // A quarter of an hour has gone by in a moment: the device finds its connection again first.
  await expect.poll(() => messagesOf(visitor).at(-1)?.attachments[0]?.voice?.ms, { timeout: 60_000 }).toBe(15 * 60_000)
})

test('[C6][W6] what plays falls silent when one begins to speak', async ({ okno, page }) => {
  await recordingCame(okno, 60)
  await okno.signIn(page)
  await chatRows(page).first().click()
  await timeline(page).getByRole('button', { name: 'Слушать: Аудио запись.wav' }).click()
  await expect(timeline(page).getByRole('button', { name: 'Остановить: Аудио запись.wav' })).toBeVisible()
  await microphone(page).click()
  await expect(panel(page).getByRole('timer')).toBeVisible()
  await expect(timeline(page).getByRole('button', { name: 'Слушать: Аудио запись.wav' })).toBeVisible()
})

test('[C6] a channel that takes no voice says so before one speaks', async ({ okno, page }) => {
  await past(okno, async ({ channel, wrote }) => {
    await wrote('Олег', ['по смс'], { channelId: await channel('sms', 'SMS') })
  })
  await okno.signIn(page)
  await openChat(page, 'по смс')
  await expect(microphone(page)).toBeDisabled()
  await expect(microphone(page)).toHaveAttribute('title', 'Этот канал не принимает голосовые сообщения')
})

test.describe('a server without ffmpeg', () => {
  test.use({ hasPrograms: false })
  test('[C6] sends a recording as it is where the channel plays it', async ({ okno, page }) => {
    const visitor = await okno.visitor()
    await visitor.say('Без ffmpeg')
    await okno.signIn(page)
    await openChat(page, 'Без ffmpeg')
    await speak(page)
    await panel(page).getByRole('button', { name: 'Отправить голосовое' }).click()
    await expect.poll(() => messagesOf(visitor).at(-1)?.attachments[0]?.mime).toBe('audio/webm')
  })
})
