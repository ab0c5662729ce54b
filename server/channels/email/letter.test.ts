import { describe, expect, test } from 'vitest'
import { readLetter } from './letter'
import { encoded, HEAD, multipart, PIXEL, raw } from './letter-fixture'

const GREETING = 'Привіт, де моє замовлення? «Ґанок»'
const RUSSIAN = 'Здравствуйте, где мой заказ?'

describe('the text of an e-mail', () => {
  test.each([
    ['windows-1251', GREETING],
    ['koi8-u', GREETING.replace(/[«»]/g, '"')],
    ['koi8-r', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['x-mac-cyrillic', RUSSIAN],
  ])('[H10] is read in %s, and so are a subject and a name in it', async (charset, text) => {
    const words = (value: string) => `=?${charset}?B?${encoded(value, charset).toString('base64')}?=`
    const headers = [...HEAD.slice(1), `From: ${words('Олена')} <olena@example.com>`, `Subject: ${words(text)}`]
    const letter = await readLetter(raw([...headers, `Content-Type: text/plain; charset=${charset}`], encoded(text, charset)))
    expect(letter).toMatchObject({ text, subject: text, from: { name: 'Олена', address: 'olena@example.com' } })
  })
  test('[H10] is read as UTF-8 where the e-mail says nothing, something else, or something unknown', async () => {
    for (const type of ['text/plain', 'text/plain; charset=us-ascii', 'text/plain; charset="utf8"', 'text/plain; charset=x-unknown']) {
      const letter = await readLetter(raw([...HEAD, `Content-Type: ${type}`, 'Content-Transfer-Encoding: 8bit'], GREETING))
      expect([type, letter.text]).toEqual([type, GREETING])
    }
  })
  test('[H10] is read from quoted-printable that splits a letter between two lines', async () => {
    const quoted = [...Buffer.from('Привіт')]
      .map((byte, index) => `=${byte.toString(16).toUpperCase()}${index === 4 ? '=\r\n' : ''}`)
      .join('')
    const letter = await readLetter(
      raw([...HEAD, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'], quoted),
    )
    expect(letter.text).toBe('Привіт')
  })
  test('[H10] of headers that are bare UTF-8, or words split inside a letter, is not lost', async () => {
    const bytes = Buffer.from('Замовлення')
    const split = [bytes.subarray(0, 7), bytes.subarray(7)].map((part) => `=?utf-8?B?${part.toString('base64')}?=`).join('\r\n ')
    expect((await readLetter(raw([...HEAD, `Subject: ${split}`], ''))).subject).toBe('Замовлення')
    const bare = Buffer.concat([Buffer.from('Subject: Замовлення\r\n'), raw(HEAD, 'x')])
    expect((await readLetter(bare)).subject).toBe('Замовлення')
  })
  test('[H10] is made of the HTML where there is nothing else, wherever that lies', async () => {
    const html =
      '<style>p{}</style><p>Привіт, <b>Олено</b>&nbsp;&#8212; де?</p><p>Друге <a href="https://x.example/y">місце</a></p><img src="x">'
    const part = [['Content-Type: text/html; charset=utf-8'], html] as const
    for (const bytes of [raw([...HEAD, part[0][0] ?? ''], html), multipart('related', [part]), multipart('alternative', [part])]) {
      const letter = await readLetter(bytes)
      expect(letter.text.replace(/\s+/g, ' ')).toBe('Привіт, Олено — де? Друге місце')
      expect(letter.html).toContain('<b>Олено</b>')
    }
  })
})

describe('files of an e-mail', () => {
  test('[H10] have their names in whatever way those are written', async () => {
    const bytes = ['Content-Transfer-Encoding: base64', 'Content-Type: application/pdf']
    const letter = await readLetter(
      multipart('mixed', [
        [['Content-Type: text/plain'], 'див. файли'],
        [[...bytes, "Content-Disposition: attachment; filename*=UTF-8''%D1%87%D0%B5%D0%BA.pdf"], 'JVBERg=='],
        [[...bytes, "Content-Disposition: attachment; filename*0*=UTF-8''%D0%B4%D0%BE; filename*1*=%D0%B3.pdf"], 'JVBERg=='],
        [
          [
            ...bytes,
            `Content-Disposition: attachment; filename="=?windows-1251?B?${encoded('счёт.pdf', 'windows-1251').toString('base64')}?="`,
          ],
          'JVBERg==',
        ],
        [[...bytes, 'Content-Disposition: attachment'], 'JVBERg=='],
      ]),
    )
    expect(letter.files.map(({ name }) => name)).toEqual(['чек.pdf', 'дог.pdf', 'счёт.pdf', 'application.pdf'])
    expect(Buffer.from(letter.files[0]?.bytes ?? []).toString()).toBe('%PDF')
  })
  test('[H10] are part of it where its HTML shows them, and stand under it where not', async () => {
    const picture = (cid: string) =>
      [
        ['Content-Type: image/png; name=p.png', `Content-ID: <${cid}>`, 'Content-Disposition: inline', 'Content-Transfer-Encoding: base64'],
        PIXEL,
      ] as const
    const letter = await readLetter(
      multipart('related', [
        [['Content-Type: text/html; charset=utf-8'], '<img src="cid:shown@x">'],
        picture('shown@x'),
        picture('other@x'),
      ]),
    )
    expect(letter.files.map(({ cid }) => cid)).toEqual(['shown@x', null])
    expect(letter.html).toContain('cid:shown@x')
  })
  test('[H10] include an e-mail that was forwarded as one', async () => {
    const forwarded = raw(['From: x@example.com', 'Subject: inner', 'Content-Type: text/plain'], 'inner text')
    const letter = await readLetter(
      multipart('mixed', [
        [['Content-Type: text/plain'], 'outer'],
        [['Content-Type: message/rfc822'], forwarded],
      ]),
    )
    expect(letter.text).toBe('outer')
    expect(letter.files.map(({ name }) => name)).toEqual(['message.eml'])
    expect(Buffer.from(letter.files[0]?.bytes ?? []).toString()).toContain('inner text')
  })
})

describe('the sender of an e-mail', () => {
  test('[H10] is whoever asks for the answer', async () => {
    const form = raw(['From: Site form <form@shop.example>', 'Reply-To: olena@example.com', 'To: shop@example.com'], 'x')
    expect((await readLetter(form)).from).toEqual({ address: 'olena@example.com', name: 'Site form' })
  })
  test('[H10] is nobody where the headers are rubbish', async () => {
    for (const from of ['From: undisclosed', 'From:', 'X: y']) expect((await readLetter(raw([from], 'x'))).from).toBeNull()
  })
})

describe('an e-mail that is broken', () => {
  test('[H10] is read as far as it goes, cut off at any byte', async () => {
    const whole = multipart('mixed', [
      [['Content-Type: text/plain; charset=utf-8'], 'Привіт'],
      [['Content-Type: image/png', 'Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename=a.png'], PIXEL],
    ])
    for (let length = 0; length < whole.length; length += 13) await expect(readLetter(whole.subarray(0, length))).resolves.toBeDefined()
  })
  test('[H10] is not waited for, however deep it is or whatever bytes it has', async () => {
    let deep = raw(['Content-Type: text/plain'], 'x')
    for (let depth = 0; depth < 100; depth += 1) deep = multipart('mixed', [[[], deep]], [])
    await expect(readLetter(deep)).resolves.toBeDefined()
    await expect(readLetter(Buffer.alloc(300_000, 0xff))).resolves.toBeDefined()
    await expect(readLetter(raw([...HEAD, 'Content-Type: multipart/mixed'], 'no boundary'))).resolves.toMatchObject({
      from: { name: 'Anna' },
    })
    const zeros = await readLetter(raw([...HEAD, 'Content-Type: text/plain; charset=utf-8'], 'a\0b'))
    expect(zeros.text).toBe('ab')
  })
})
