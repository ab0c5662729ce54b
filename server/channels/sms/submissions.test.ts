import { describe, expect, test } from 'vitest'
import { decodeText } from './alphabet'
import { takeHeader } from './concatenation'
import { addressOf, submissionsOf } from './submissions'

const of = (text: string, itemId = 'item-1') => submissionsOf({ itemId, sender: 'Teplo', to: '+380671112233', text })

describe('a message as SMS', () => {
  test('[H9] is one where it fits, without a header', () => {
    expect(of('Ваш заказ готов')).toMatchObject([
      { hasHeader: false, coding: 8, receipt: 'both', to: { ton: 1, npi: 1, digits: '380671112233' } },
    ])
    expect(of('Your order is ready')).toMatchObject([{ coding: 0 }])
  })
  test('[H9] of three parts comes out as it went in, with an emoji at the edge', () => {
    const text = `${'Ґ'.repeat(66)}🙂${'ї'.repeat(65)}🧶${'є'.repeat(20)}`
    const parts = of(text)
    expect(parts.map(({ receipt }) => receipt)).toEqual(['failure', 'failure', 'both'])
    const read = parts.map(({ bytes, coding }) => {
      const { place, body } = takeHeader(bytes)
      expect(bytes.length).toBeLessThanOrEqual(140)
      return { place, text: decodeText(body, coding) }
    })
    expect(read.map(({ place }) => [place?.n, place?.total])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    expect(new Set(read.map(({ place }) => place?.ref)).size).toBe(1)
    expect(read.map((part) => part.text).join('')).toBe(text)
    expect(of(text)).toEqual(parts)
  })
  test('[H9] is from a name, a number or a short number', () => {
    expect(addressOf('Teplo')).toEqual({ ton: 5, npi: 0, digits: 'Teplo' })
    expect(addressOf('+380441112233')).toEqual({ ton: 1, npi: 1, digits: '380441112233' })
    expect(addressOf('4455')).toEqual({ ton: 3, npi: 0, digits: '4455' })
  })
})
