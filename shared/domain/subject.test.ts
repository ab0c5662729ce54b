import { describe, expect, test } from 'vitest'
import { plainSubject } from './subject'

describe('the subject of a thread', () => {
  test('[H10] is the same for the first e-mail and for every answer to it', () => {
    for (const answer of ['Заказ 42', 'Re: Заказ 42', 'RE: Re[2]:  Заказ 42', 'Відп: Fwd: Заказ 42', 'Отв: re(3): Заказ  42 '])
      expect(plainSubject(answer)).toBe('Заказ 42')
  })
  test('[H10] keeps words that only look like a prefix', () => {
    expect(plainSubject('Revision: new')).toBe('Revision: new')
    expect(plainSubject('Перелік: товари')).toBe('Перелік: товари')
    expect(plainSubject('Re:')).toBe('')
  })
  test('[H10] costs nothing however often somebody has put a prefix before it', () => {
    expect(plainSubject('Re: '.repeat(10_000)).length).toBeGreaterThan(0)
  })
})
