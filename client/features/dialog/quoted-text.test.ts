import { describe, expect, it } from 'vitest'
import { quotedText } from './quoted-text'

describe('the quote of a plain e-mail', () => {
  it('[W6] begins with the line that says whose it is', () => {
    const text = 'Спасибо, беру!\n\n5 мар. 2026 г., 10:00 Тёплый дом <a@b.example> пишет:\n> Добрый день!\n> Плед есть.'
    expect(quotedText(text)).toEqual({
      said: 'Спасибо, беру!',
      quoted: '5 мар. 2026 г., 10:00 Тёплый дом <a@b.example> пишет:\n> Добрый день!\n> Плед есть.',
    })
    expect(quotedText('Дякую\n\nOn Mon, Olena wrote:\n> x').said).toBe('Дякую')
    expect(quotedText('Ок\n-----Original Message-----\nFrom: x').said).toBe('Ок')
  })
  it('[W6] is the run of quoted lines at the end when nobody is named', () => {
    expect(quotedText('Да\n> вопрос\n>> старый\n')).toEqual({ said: 'Да', quoted: '> вопрос\n>> старый' })
  })
  it('[W6] is not seen where there is none: an answer between quoted lines, a sentence that ends with a colon', () => {
    for (const text of ['> первый вопрос\nответ\n> второй\nответ', 'Она пишет:\nцена 5 > 3', '> всё цитата', '']) {
      expect(quotedText(text)).toEqual({ said: text, quoted: '' })
    }
  })
})
