import type { Page } from '@playwright/test'
import { decodeText, encodeText } from '../../server/channels/sms/alphabet'
import { concatenationHeader, takeHeader } from '../../server/channels/sms/concatenation'
import { SMSC_PASSWORD, SMSC_USER, type Smsc, startSmsc } from '../../server/channels/sms/smsc-peer'
import { splitSms } from '../../shared/domain/sms'
import { connectWith, newChannel } from './channel-steps'
import { message, openDialog, reply, timeline } from './desk'
import { expectLive } from './inbox-steps'
import { test as base, expect, type Okno } from './okno'

const test = base.extend<{ smsc: Smsc }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  smsc: async ({}, use) => {
    const smsc = await startSmsc()
    await use(smsc)
    await smsc.stop()
  },
})

const OLENA = '380671112233'
/** Three SMS, with an emoji where the first one ends. */
const LONG = `${'Ґ'.repeat(66)}🙂${'їжак '.repeat(13)}🧶 кінець`

/** Through the screen, as an administrator does. */
async function connect(okno: Okno, page: Page, smsc: Smsc): Promise<void> {
  const window = await newChannel(okno, page, 'sms')
  await window.getByLabel('Сервер оператора').fill('127.0.0.1')
  await window.getByLabel('Порт', { exact: true }).fill(String(smsc.port))
  await window.getByLabel('System ID').fill(SMSC_USER)
  await window.getByLabel('Отправитель').fill('Teplo')
  await connectWith(page, window, {
    field: 'Пароль SMPP',
    right: SMSC_PASSWORD,
    wrong: 'не тот',
    refusal: 'пароль не подходит',
    name: 'Teplo',
  })
  await page.getByRole('link', { name: 'Чаты' }).click()
}

/** From the customer's phone, in as many parts as it takes, the last one first. */
function say(smsc: Smsc, text: string, ref = 7): void {
  const { parts } = splitSms(text)
  const bytes = parts.map((part, index) =>
    Buffer.concat([concatenationHeader({ ref, total: parts.length, n: index + 1 }), encodeText(part, 'ucs2')]),
  )
  if (bytes.length === 1) smsc.sms(OLENA, encodeText(text, 'ucs2'))
  else for (const part of bytes.reverse()) smsc.sms(OLENA, part, { esmClass: 0x40 })
}

/** What customers' phones show, in the order it was sent. */
function shown(smsc: Smsc): string[] {
  const texts = new Map<string, string>()
  for (const { id, coding, esmClass, bytes } of smsc.taken()) {
    const { place, body } = esmClass & 0x40 ? takeHeader(bytes) : { place: null, body: bytes }
    const key = place ? `parts ${place.ref}` : id
    texts.set(key, (texts.get(key) ?? '') + decodeText(body, coding))
  }
  return [...texts.values()]
}

test('[H9][C-first] a number is connected; long SMS go both ways in parts; what is delivered and what is not is seen', async ({
  okno,
  page,
  smsc,
}) => {
  await connect(okno, page, smsc)
  say(smsc, LONG)
  await openDialog(page, '+380671112233')
  await expect(message(page, LONG)).toBeVisible()
  await reply(page, `Відповідь: ${LONG}`)
  await expect.poll(() => shown(smsc)).toEqual([`Відповідь: ${LONG}`])
  await expect(message(page, 'Відповідь:')).toContainText('доставлено')

  smsc.next('undeliverable')
  await reply(page, 'Ви на зв’язку?')
  await expect(message(page, 'Ви на зв’язку?')).toContainText('не отправлено')
  await expect(timeline(page).getByText('UNDELIV')).toBeVisible()
  smsc.next('early')
  await reply(page, 'Звіт раніше за відповідь')
  await expect(message(page, 'Звіт раніше за відповідь')).toContainText('доставлено')

  await page.getByRole('button', { name: 'Написать сообщение' }).click()
  const window = page.getByRole('dialog', { name: 'Написать сообщение' })
  await window.getByLabel('Канал').selectOption({ label: 'Teplo' })
  await window.getByLabel('Адрес контакта').fill('050 333 44 55')
  await window.getByLabel('Текст сообщения').fill('Ваше замовлення готове')
  await window.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Ваше замовлення готове')).toContainText('доставлено')
  expect(smsc.taken().at(-1)?.to).toBe('380503334455')
})

test('[H9][F3] the operator dies, throttles and tells twice, Okno is killed: nothing is lost and nothing comes twice', async ({
  okno,
  page,
  smsc,
}) => {
  test.slow()
  await connect(okno, page, smsc)
  const said = Array.from({ length: 10 }, (_, index) => `повідомлення ${index + 1}.`)
  say(smsc, said[0] ?? '')
  await openDialog(page, '+380671112233')
  for (const [index, text] of said.slice(1).entries()) {
    say(smsc, text)
    if (index === 1) smsc.drop()
    if (index === 3) await okno.kill()
    if (index === 5) await okno.start()
  }
  await expect(message(page, 'повідомлення 10.')).toBeVisible({ timeout: 60_000 })
  for (const text of said) await expect(message(page, text)).toHaveCount(1)

  await expectLive(page)
  await smsc.stop()
  await reply(page, 'відповідь 1')
  await smsc.start()
  for (let time = 0; time < 3; time += 1) smsc.next('throttled')
  await reply(page, 'відповідь 2')
  await reply(page, `відповідь 3 ${LONG}`)
  await expect.poll(() => shown(smsc), { timeout: 60_000 }).toEqual(['відповідь 1', 'відповідь 2', `відповідь 3 ${LONG}`])
})
