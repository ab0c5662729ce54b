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
  it.each([
    ['Gmail in Ukrainian', 'пт, 20 лист. 2026 р. о 10:01 Тепло <s@shop.example> пише:\n\n> Відправили'],
    ['Gmail in Russian', 'пт, 20 нояб. 2026 г. в 10:01, Тепло <s@shop.example>:\n\n> Отправили'],
    ['a long name, wrapped', 'пт, 20 лист. 2026 р. о 10:01 Дуже довга назва магазину <\ns@shop.example> пише:\n\n> Відправили'],
    ['ukr.net', '20 листопада 2026, 10:01:12, від "Тепло" <s@shop.example>:\n\nВідправили вчора'],
    ['mail.ru', 'Пятница, 20 ноября 2026, 10:01 +03:00 от Тепло <s@shop.example>:\n\nОтправили'],
    [
      'Outlook in Ukrainian',
      "Від: Тепло <s@shop.example>\nНадіслано: п'ятниця, 20 листопада 2026 р. 10:01\nКому: me\nТема: x\n\nВідправили",
    ],
    ['Outlook in Russian', 'От: Тепло <s@shop.example>\nОтправлено: 20 ноября 2026 г.\nКому: me\n\nОтправили'],
    ['Outlook in English', '*From:* Shop <s@shop.example>\n*Sent:* Friday, November 20, 2026 10:01 AM\n*To:* me\n\nSent'],
    ['a phone', 'Від кого: Тепло\nДата: 20 лист. 2026\n\nВідправили'],
    ['Gmail in Polish', 'pt., 20 lis 2026 o 10:01 Shop <s@shop.example> napisał(a):\n\n> Wysłane'],
    ['Gmail in German', 'Am Fr., 20. Nov. 2026 um 10:01 Uhr schrieb Shop <s@shop.example>:\n\n> Gesendet'],
  ])('[H10] is seen in an answer of %s', (_, quoted) => {
    expect(quotedText(`Дякую, отримала!\n\n${quoted}`)).toEqual({ said: 'Дякую, отримала!', quoted })
  })
  it('[W6] is the run of quoted lines at the end when nobody is named', () => {
    expect(quotedText('Да\n> вопрос\n>> старый\n')).toEqual({ said: 'Да', quoted: '> вопрос\n>> старый' })
  })
  it.each([
    '> первый вопрос\nответ\n> второй\nответ',
    'Она пишет:\nцена 5 > 3',
    '> всё цитата',
    '',
    'Від: Києва до Львова\nскільки їхати?',
    'Пишите на <a@b.example>:\nлюбое время',
    'Доставка в 10:30\nна адрес:\nКиев',
  ])('[W6] is not seen where there is none: %j', (text) => expect(quotedText(text)).toEqual({ said: text, quoted: '' }))
  it('[W6] costs little, whatever stands in the e-mail', () => {
    const began = performance.now()
    quotedText('<a@'.repeat(3000) + '\n'.repeat(5000))
    quotedText('10:00 '.repeat(2000))
    expect(performance.now() - began).toBeLessThan(500)
  })
})
