import { describe, expect, test } from 'vitest'
import { headersOf, letterKey } from './headers'

const letter = (headers: readonly string[], body = 'Добрый день') => Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`)
const HEAD = ['Message-ID: <a@x>', 'From: anna@example.com', 'Date: Fri, 20 Nov 2026 10:01:00 +0200', 'Subject: =?utf-8?B?0KU=?=']

describe('the headers of an e-mail', () => {
  test('[H10] are the first of each name, unfolded, and nothing of the body', () => {
    const headers = headersOf(letter(['REFERENCES: <a@x>', '\t<b@x>', 'Received: one', 'Received: two', 'broken line'], 'X-Body: no'))
    expect([headers.get('references'), headers.get('received'), headers.get('x-body')]).toEqual(['<a@x> <b@x>', 'one', undefined])
  })
  test('[H10] may be cut off, empty, or no headers at all', () => {
    expect(headersOf(Buffer.from('Subject: x')).get('subject')).toBe('x')
    expect(headersOf(Buffer.alloc(0)).size).toBe(0)
    expect(headersOf(Buffer.alloc(5_000_000, 0xff)).size).toBe(0)
  })
})

describe('what an e-mail is known by', () => {
  test('[IN1] is the same whatever servers on the way have added', () => {
    expect(letterKey(letter(['Return-Path: <x@y>', 'Received: by mx', ...HEAD]))).toBe(
      letterKey(letter(HEAD, 'Добрый день\r\n--\r\nfooter')),
    )
  })
  test('[IN1] tells apart what a broken program gave the same Message-ID', () => {
    expect(letterKey(letter(HEAD))).not.toBe(letterKey(letter([...HEAD.slice(0, 3), 'Subject: other'])))
  })
  test('[IN1] is the text where there is no Message-ID', () => {
    const nameless = HEAD.slice(1)
    expect(letterKey(letter(nameless))).toBe(letterKey(letter(['Received: by mx', ...nameless])))
    expect(letterKey(letter(nameless))).not.toBe(letterKey(letter(nameless, 'Другое')))
  })
})
