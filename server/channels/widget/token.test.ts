import { expect, test } from 'vitest'
import { newVisitor, readVisitor, signVisitor } from './token'

const SECRET = 'a secret of the workspace'
const visitor = newVisitor('channel-1')
const token = signVisitor(visitor, SECRET)

test('[WG4] a token names its visitor and channel', () => {
  expect(readVisitor(token, SECRET)).toEqual(visitor)
})

test('[WG4] a token signed with another secret is nobody', () => {
  expect(readVisitor(signVisitor(visitor, 'another'), SECRET)).toBeNull()
})

test('[WG4] a token with another visitor or channel under the same signature is nobody', () => {
  const [channelId, visitorId, mac] = token.split('~')
  expect(readVisitor([channelId, newVisitor('channel-1').visitorId, mac].join('~'), SECRET)).toBeNull()
  expect(readVisitor(['channel-2', visitorId, mac].join('~'), SECRET)).toBeNull()
})

test('[WG4] the border between channel and visitor is part of what is signed', () => {
  const joined = signVisitor({ channelId: 'ab', visitorId: 'c' }, SECRET)
  expect(readVisitor(joined.replace('ab~c', 'a~bc'), SECRET)).toBeNull()
})

test.each([
  '',
  '~',
  '~~',
  'x',
  'a~b',
  'a~b~',
  `${token}x`,
  `${token}~x`,
  token.slice(0, -1),
  'a b~c~d',
  `${'a'.repeat(400)}~b~c`,
  '\u0000~\u0000~\u0000',
])('[WG4] %j is nobody, and no error', (text) => {
  expect(readVisitor(text, SECRET)).toBeNull()
})
