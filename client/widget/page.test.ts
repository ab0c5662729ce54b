import { expect, test } from 'vitest'
import { inkOn, parseColour } from './colour'
import { frameAddress } from './embed'
import { parseFromFrame, parseToFrame, seal } from './host-message'
import { chooseLanguage } from './language'
import { readSettings } from './settings'

test('the shop’s language comes before the page’s, the page’s before the browser’s', () => {
  expect(chooseLanguage(['uk', 'ru', 'en'])).toBe('uk')
  expect(chooseLanguage([undefined, 'ru-UA', 'en'])).toBe('ru')
  expect(chooseLanguage(['pl', '', 'ua', 'en-GB'])).toBe('uk')
  expect(chooseLanguage(['pl', 'rum', 'english'])).toBe('en')
})

test('only a colour is a colour', () => {
  expect([parseColour('#0A7'), parseColour(' #00aa77 ')]).toEqual(['#00aa77', '#00aa77'])
  for (const text of ['red', '#12', 'url(x)', '#00aa77;position:fixed', null]) expect(parseColour(text)).toBe(parseColour(undefined))
})

test('the text on the colour can be read', () => {
  expect([inkOn('#2456e6'), inkOn('#0f766e'), inkOn('#ffd400'), inkOn('#ffffff'), inkOn('#000000')]).toEqual([
    '#ffffff',
    '#ffffff',
    '#16181d',
    '#16181d',
    '#ffffff',
  ])
})

test('what the script writes into the frame’s address the frame reads', () => {
  const embed = { origin: 'https://okno.example', channelId: 'c-1', language: 'uk', colour: '#00aa77', position: 'left' } as const
  const address = new URL(frameAddress(embed, 'https://shop.example/я?a=1&b=2#top'))
  expect(address.origin + address.pathname).toBe('https://okno.example/widget/frame.html')
  const { language, colour, channelId } = embed
  expect(readSettings(address, ['en'])).toEqual({
    channelId,
    language,
    colour,
    page: 'https://shop.example/я?a=1&b=2#top',
    isEmbedded: true,
  })
})

test('an address by hand opens a page of its own, and a broken one is no error', () => {
  expect(readSettings({ search: '?channel=c', hash: '' }, ['ru'])).toMatchObject({ channelId: 'c', language: 'ru', isEmbedded: false })
  expect(readSettings({ search: '', hash: '#%E0%A4%A' }, [])).toMatchObject({ channelId: '', language: 'en', page: '' })
})

test('frame and page understand their own messages and nothing else', () => {
  expect(parseFromFrame(seal({ type: 'unread', count: 3 }))).toEqual({ type: 'unread', count: 3 })
  expect(parseToFrame(seal({ type: 'shown' }))).toEqual({ type: 'shown' })
  for (const data of [
    null,
    'close',
    7,
    {},
    { okno: null },
    { okno: 'close' },
    { okno: { type: 'eval' } },
    { okno: { type: 'unread', count: '9' } },
    { type: 'close' },
  ])
    expect([parseFromFrame(data), parseToFrame(data)]).toEqual([null, null])
})
