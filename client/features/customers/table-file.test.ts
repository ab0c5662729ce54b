import { expect, test } from 'vitest'
import { parseCsv } from './csv'
import { textOf } from './table-file'

const TABLE = 'Имя\tТелефон\nАнна\t067'
const utf16 = (isLittle: boolean) => {
  const view = new DataView(new ArrayBuffer((TABLE.length + 1) * 2))
  for (const [at, letter] of [...`\ufeff${TABLE}`].entries()) view.setUint16(at * 2, letter.charCodeAt(0), isLittle)
  return new Blob([view])
}
/** Of the old Cyrillic encoding only what the table needs: ASCII, and letters in one row. */
const windows1251 = () =>
  new Blob([new Uint8Array([...TABLE].map((letter) => (letter < '~' ? letter.charCodeAt(0) : letter.charCodeAt(0) - 0x350)))])

test('a table is read in whatever encoding a spreadsheet has saved it', async () => {
  for (const blob of [new Blob([TABLE]), new Blob([`\ufeff${TABLE}`]), utf16(true), utf16(false), windows1251()])
    expect(parseCsv(await textOf(blob))).toEqual([
      ['Имя', 'Телефон'],
      ['Анна', '067'],
    ])
})
