import { describe, expect, test } from 'vitest'
import { parseReceipt, receiptKey, responseKey } from './receipt'

const NONE = { id: null, state: null }
const text = (stat: string, err = '000') =>
  `id:0000012f sub:001 dlvrd:001 submit date:2611201001 done date:2611201002 stat:${stat} err:${err} text:hello`

describe('a delivery receipt', () => {
  test.each([
    ['DELIVRD', 'delivered', ''],
    ['ACCEPTD', 'sent', ''],
    ['ENROUTE', 'sent', ''],
    ['UNDELIV', 'failed', 'UNDELIV 011'],
    ['EXPIRED', 'failed', 'EXPIRED 011'],
  ] as const)('[H9] that says %s', (stat, state, reason) =>
    expect(parseReceipt(text(stat, '011'), NONE)).toEqual({ id: '0000012f', state, reason }),
  )
  test('[H9] is read from its parameters where it has them', () => {
    expect(parseReceipt('', { id: 'ABC', state: 2 })).toEqual({ id: 'ABC', state: 'delivered', reason: '' })
    expect(parseReceipt(text('REJECTD'), { id: 'ABC', state: 8 })).toEqual({ id: 'ABC', state: 'failed', reason: 'REJECTD' })
  })
  test('[H9] that says nothing is none', () => {
    for (const broken of ['', 'id:1', 'stat:DELIVRD', text('SOMETHING')]) expect(parseReceipt(broken, NONE)).toBeNull()
  })
})

test('[H9] an id is the same with zeros before it, and in decimal where the operator reports so', () => {
  expect(receiptKey('0000012F', false)).toBe(responseKey('12f'))
  expect(receiptKey('303', true)).toBe(responseKey('12F'))
  expect(receiptKey('303', false)).toBe('303')
  expect(receiptKey('7f3e-44', true)).toBe(responseKey('7F3E-44'))
  expect(responseKey('0')).toBe('0')
})
