import { expect, test } from 'vitest'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import { MAX_WIDGET_FRAME_BYTES } from '#shared/protocol/widget'
import { parseFrame } from './frames'

const bytes = (text: string) => new TextEncoder().encode(text)
const send = (fields: object) => parseFrame(bytes(JSON.stringify({ t: 'send', id: 'm1', text: 'hello', files: [], ...fields })), false)

test.each([
  ['nothing', ''],
  ['not JSON', '{"t":"ping"'],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[]'],
  ['an unknown type', '{"t":"admin"}'],
  ['a type that is an object', '{"t":{}}'],
  ['deep nesting', '['.repeat(20_000)],
  ['an id with a path in it', '{"t":"send","id":"../x","text":"a","files":[]}'],
  ['ids that are no strings', '{"t":"seen","ids":[1],"state":"read"}'],
  ['a state of its own invention', '{"t":"seen","ids":[],"state":"failed"}'],
])('%s is no frame', (_, text) => {
  expect(parseFrame(bytes(text), false)).toBeNull()
})

test('binary and broken UTF-8 are no frames', () => {
  expect(parseFrame(bytes('{"t":"ping"}'), true)).toBeNull()
  expect(parseFrame(new Uint8Array([0x7b, 0xff, 0xfe]), false)).toBeNull()
})

test('a frame is taken up to the cap and not a byte beyond', () => {
  const padded = (length: number) => bytes('{"t":"ping"}'.padEnd(length, ' '))
  expect(parseFrame(padded(MAX_WIDGET_FRAME_BYTES), false)).toEqual({ t: 'ping' })
  expect(parseFrame(padded(MAX_WIDGET_FRAME_BYTES + 1), false)).toBeNull()
})

test('a message has a text or a file, and at most so many characters and files', () => {
  const files = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `f${index}` }))
  expect(send({ text: 'я'.repeat(MAX_MESSAGE_CHARS) })).not.toBeNull()
  expect(send({ text: 'я'.repeat(MAX_MESSAGE_CHARS + 1) })).toBeNull()
  expect(send({ text: ' \n ' })).toBeNull()
  expect(send({ text: '', files: files(10) })).not.toBeNull()
  expect(send({ text: '', files: files(11) })).toBeNull()
})

test('the longest message of the most costly characters fits into a frame', () => {
  const frame = JSON.stringify({ t: 'send', id: 'x'.repeat(64), text: '\u0001'.repeat(MAX_MESSAGE_CHARS), files: [] })
  expect(bytes(frame).length).toBeLessThan(MAX_WIDGET_FRAME_BYTES)
})

test('control characters and half surrogates do not reach the store', () => {
  expect(send({ text: 'a\u0000b\u0007c\ud800d\r\ne\tf 😀' })).toMatchObject({ text: 'abcd\ne\tf 😀' })
})
