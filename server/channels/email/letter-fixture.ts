/** E-mails as bytes, for tests: the way programs really write them. */

/** Single-byte encodings that Node reads and does not write. */
export function encoded(text: string, charset: string): Buffer {
  const decoder = new TextDecoder(charset)
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const))
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 0x3f))
}

export const HEAD = [
  'From: Anna <anna@example.com>',
  'To: shop@example.com',
  'Message-ID: <first@example.com>',
  'Date: Fri, 20 Nov 2026 10:01:00 +0200',
  'MIME-Version: 1.0',
]

export const raw = (headers: readonly string[], body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), Buffer.from(body)])

/** @param parts each with its own headers. */
export function multipart(
  type: string,
  parts: readonly (readonly [headers: readonly string[], body: string | Buffer])[],
  head = HEAD,
): Buffer {
  const boundary = `b${parts.length}_${type.replace(/\W/g, '')}`
  const body = parts.flatMap(([headers, content]) => [Buffer.from(`--${boundary}\r\n`), raw(headers, content), Buffer.from('\r\n')])
  return raw(
    [...head, `Content-Type: multipart/${type}; boundary="${boundary}"`],
    Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
  )
}

export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
