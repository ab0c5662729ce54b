import { describe, expect, test } from 'vitest'
import type { Attachment } from '#shared/domain/attachment'
import type { ReadMessage } from '../connector'
import { HEAD, multipart, PIXEL, raw } from './letter-fixture'
import { readStored } from './read-letter'
import { type LeftFile, storedText } from './stored-letter'

const stored = (source: Buffer, left: LeftFile[] | null = null) =>
  storedText({ uidValidity: '7', uid: 12, source: source.toString('base64'), left })
const read = (source: Buffer, left: LeftFile[] | null = null) => readStored(stored(source, left), 'shop@example.com')

async function message(source: Buffer, left: LeftFile[] | null = null): Promise<ReadMessage> {
  const reading = await read(source, left)
  const event = reading.ok ? reading.events[0] : undefined
  if (!event || !('files' in event)) throw new Error('No message')
  return event
}

/** As if every file had come. */
const here = ({ files }: ReadMessage): Attachment[] =>
  files.map(({ name }, index) => ({ id: `file-${index}`, name, mime: 'application/octet-stream', size: 1 }))

describe('a customer’s e-mail', () => {
  test('[H10] is a message of theirs in the thread of its subject', async () => {
    const event = await message(raw([...HEAD, 'Subject: Re: Fwd: Заказ', 'In-Reply-To: <b@x>', 'References: <a@x> <b@x>'], 'Где заказ?'))
    expect(event).toMatchObject({
      peer: { key: 'anna@example.com', name: 'Anna' },
      text: 'Где заказ?',
      replyTo: '<b@x>',
      thread: { id: '<first@example.com>', answers: ['<b@x>', '<a@x>'], subject: 'Заказ' },
    })
    expect(event).not.toHaveProperty('isAutomatic')
  })
  test('[CON2] reads the same at any time', async () => {
    const source = raw([...HEAD, 'Subject: x'], 'y')
    expect(JSON.stringify(await read(source))).toBe(JSON.stringify(await read(source)))
  })
  test('[H10] has its HTML as a file, pictures inside it, and the others under it', async () => {
    const event = await message(
      multipart('related', [
        [['Content-Type: text/html; charset=utf-8'], '<p>Дивіться</p><img src="cid:in@x">'],
        [['Content-Type: image/png; name=in.png', 'Content-ID: <in@x>', 'Content-Transfer-Encoding: base64'], PIXEL],
        [['Content-Type: application/pdf; name=a.pdf', 'Content-Disposition: attachment', 'Content-Transfer-Encoding: base64'], 'JVBERg=='],
      ]),
    )
    expect(event.files.map(({ name }) => name)).toEqual(['message.html', 'in.png', 'a.pdf'])
    const made = event.compose?.(here(event))
    expect(made?.attachments.map(({ name }) => name)).toEqual(['in.png', 'a.pdf'])
    expect(made?.content).toMatchObject({
      html: { id: 'file-0' },
      inline: [{ cid: 'in@x', id: 'file-1' }],
    })
    // A file that could not be had takes nothing else away.
    expect(event.compose?.(here(event).map((file, index) => (index === 1 ? null : file)))).toMatchObject({
      attachments: [{ name: 'a.pdf' }],
      content: { html: { id: 'file-0' }, inline: [] },
    })
  })
  test('[H10] with more files than a message carries brings itself as the last one', async () => {
    const file = (n: number) => [[`Content-Type: application/pdf; name=${n}.pdf`, 'Content-Disposition: attachment'], 'x'] as const
    const event = await message(
      multipart(
        'mixed',
        Array.from({ length: 14 }, (_, n) => file(n)),
      ),
    )
    expect(event.files).toHaveLength(10)
    expect(event.files.at(-1)?.name).toBe('message.eml')
  })
  test('[H10] longer than a message is cut, and whole as a file', async () => {
    const event = await message(raw([...HEAD, 'Content-Type: text/plain; charset=utf-8'], 'ы'.repeat(12_000)))
    expect([event.text.length, event.files.map(({ name }) => name)]).toEqual([10_000, ['message.txt']])
  })
  test('[H10] too large to be kept names its files, which are fetched when it is handled', async () => {
    const source = multipart('mixed', [[['Content-Type: text/plain; charset=utf-8'], 'Видео']])
    const event = await message(source.subarray(0, source.length - '\r\n--b1_mixed--\r\n'.length), [
      { part: '2', name: 'film.mp4', size: 20_000_000, cid: null },
    ])
    expect(event.text).toBe('Видео')
    expect(event.files).toEqual([{ from: { ref: '7:12:2' }, name: 'film.mp4', size: 20_000_000 }])
  })
  test('[H10] that a machine wrote says so', async () => {
    expect(await message(raw([...HEAD, 'Auto-Submitted: auto-replied'], 'Я у відпустці'))).toMatchObject({ isAutomatic: true })
  })
})

describe('an e-mail that is no message', () => {
  const report = (action: string) =>
    multipart(
      'report; report-type=delivery-status',
      [
        [['Content-Type: text/plain'], 'Undelivered'],
        [
          ['Content-Type: message/delivery-status'],
          `Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@y\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n`,
        ],
        [['Content-Type: text/rfc822-headers'], 'Message-ID: <okno.item-1@example.com>\r\nSubject: x\r\n'],
      ],
      ['From: Mail Delivery System <MAILER-DAEMON@mx.example>', 'To: shop@example.com'],
    )

  test('[H10] says that one of ours did not arrive', async () => {
    expect(await read(report('failed'))).toEqual({
      ok: true,
      events: [{ type: 'report', key: '<okno.item-1@example.com>', state: 'failed', error: '550 no such user' }],
    })
  })
  test('[H10] that it is only late is shown as what it is', async () => {
    expect(await message(report('delayed'))).toMatchObject({ peer: { key: 'mailer-daemon@mx.example' }, isAutomatic: true })
  })
  test('[H10] is our own, come back', async () => {
    expect(await read(raw(['From: shop@example.com', 'Message-ID: <okno.item-1@example.com>'], 'x'))).toEqual({ ok: true, events: [] })
  })
  test('[CON3] is kept as unreadable when nobody has sent it, or it is no e-mail', async () => {
    expect(await read(raw(['Subject: x'], 'y'))).toEqual({ ok: false, reason: 'no-sender' })
    expect(await readStored('{"uid":1}', 'shop@example.com')).toEqual({ ok: false, reason: 'not-an-email' })
    expect(await readStored('rubbish', 'shop@example.com')).toEqual({ ok: false, reason: 'not-an-email' })
  })
})
