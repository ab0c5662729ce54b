import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListReading } from '#shared/domain/price-list'
import type { CsvHead } from './csv-list'
import type { ListLine } from './list-line'
import { readList } from './read-list'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-list-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(contents: string | Buffer, reading: Partial<ListReading> = {}) {
  const path = join(folder, 'list')
  await writeFile(path, contents)
  const lines: ListLine[] = []
  const heads: CsvHead[] = []
  const formats: string[] = []
  let bytes = 0
  const options = {
    reading: { columns: null, skuFrom: 'vendorCode' as const, ...reading },
    signal: new AbortController().signal,
    onBytes(count: number) {
      bytes = count
    },
    onFormat: (found: string) => void formats.push(found),
    onHead: (found: CsvHead) => void heads.push(found),
  }
  for await (const line of readList(path, options)) lines.push(line)
  const entries = lines.flatMap((line) => ('entry' in line ? [line.entry] : []))
  const bad = lines.flatMap((line) => ('problem' in line ? [[line.line, line.problem]] : []))
  return { entries, bad, head: heads[0], format: formats[0], bytes }
}

describe('[A6] a price list as a table', () => {
  test('is read with any separator, quotes, line breaks in cells and a byte order mark', async () => {
    for (const text of [
      '\ufeffsku;name\r\n"x;""1""";"two\nlines"\r\n\r\n',
      'sku\tname\n"x;""1"""\t"two\nlines"',
      'sku,name\n"x;""1""","two\nlines"',
    ])
      expect((await read(text)).entries).toEqual([{ sku: 'x;"1"', name: 'two\nlines' }])
  })

  test('its columns are known by their titles; the rest are properties', async () => {
    const titles = ['Артикул', 'Наименование', 'Цена, грн', 'Остаток', 'Склад Киев', 'Цвет', 'Фото', 'Фото 2', 'Категория', '']
    const { head } = await read(titles.join(';'))
    expect(head?.columns).toEqual(['sku', 'name', 'price', 'stock', 'warehouse', 'property', 'picture', 'picture', 'category', 'skip'])
  })

  test('its columns are known in an export of the region’s platform too, whose titles have underscores', async () => {
    const titles = ['Код_товара', 'Название_позиции', 'Цена', 'Валюта', 'Название_группы', 'ID_группы_разновидностей']
    const { head } = await read(titles.join(';'))
    expect(head?.columns).toEqual(['sku', 'name', 'price', 'currency', 'category', 'group'])
  })

  test('becomes products; a column that is not there leaves what is known', async () => {
    const { entries } = await read(
      'Артикул;Название;Цена;Склад Киев;Остаток (Львов);Цвет\nPL-1;Плед;1 299,50 грн;4 шт;2;молочный\nKV-2;Ковёр;"2,500.00";;;',
    )
    expect(entries).toEqual([
      {
        sku: 'PL-1',
        name: 'Плед',
        price: { minor: 129_950, currency: 'UAH' },
        stocks: [
          ['Киев', 4],
          ['Львов', 2],
        ],
        properties: [['Цвет', 'молочный']],
      },
      { sku: 'KV-2', name: 'Ковёр', price: { minor: 250_000, currency: 'UAH' }, stocks: [], properties: [] },
    ])
  })

  test('in the old Cyrillic encoding is read as that', async () => {
    const bytes = Buffer.from('sku;name\nA;', 'latin1')
    // «Плед» in Windows-1251.
    expect((await read(Buffer.concat([bytes, Buffer.from([0xcf, 0xeb, 0xe5, 0xe4])]))).entries).toEqual([{ sku: 'A', name: 'Плед' }])
  })

  test('lines that cannot be taken are named as a spreadsheet counts them', async () => {
    const { bad, entries } = await read(`sku;name;price\nA;Плед;дорого\n;Без артикула;5\nB;Ковёр;5\nB;Снова;6\n${'Ж'.repeat(60)};Длинный;1`)
    expect(bad).toEqual([
      [2, 'price'],
      [3, 'sku'],
      [5, 'repeated'],
      [6, 'sku'],
    ])
    expect(entries).toMatchObject([{ sku: 'B', name: 'Ковёр' }])
  })

  test('is read by the columns that were chosen', async () => {
    const { entries } = await read('A;B\n1;Плед', { columns: ['name', 'sku'] })
    expect(entries).toEqual([{ sku: 'Плед', name: '1' }])
  })
})

const YML = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE yml_catalog SYSTEM "shops.dtd">
<yml_catalog date="2026-11-25 12:00">
<shop>
  <name>Тепло</name>
  <currencies><currency id="UAH" rate="1"/></currencies>
  <categories>
    <category id="1">Дом</category>
    <category id="2" parentId="1">Пледы &amp; покрывала</category>
  </categories>
  <offers>
    <offer id="101" available="true" group_id="77">
      <name>Плед «Карпаты», молочный</name>
      <vendor>Тепло</vendor>
      <vendorCode>PL-100-M</vendorCode>
      <price>1299.00</price>
      <currencyId>UAH</currencyId>
      <categoryId>2</categoryId>
      <picture>https://shop.example/p 1.jpg</picture>
      <picture>ftp://shop.example/p2.jpg</picture>
      <barcode>4820000012345</barcode>
      <param name="Цвет">молочный</param>
      <param name="Вес" unit="кг">1,2</param>
      <outlets><outlet id="Киев" instock="3"/><outlet id="7" name="Львов" instock="1"/></outlets>
      <description><![CDATA[<p>Тёплый&nbsp;плед.</p><ul><li>стирка 30°</li></ul><script>alert(1)</script>]]></description>
    </offer>
    <offer id="102" available="false">
      <typePrefix>Ковёр</typePrefix><vendor>Скандия</vendor><model>Норд</model>
      <price>54.5</price><currencyId>USD</currencyId>
    </offer>
    <offer id="103" available="true"><name>Пуф</name><price>10</price><quantity_in_stock>5</quantity_in_stock></offer>
    <offer id="104"><name>Без цены</name></offer>
    <offer id="105"><name>Дорого</name><price>договорная</price></offer>
    <offer id="101"><vendorCode>PL-100-M</vendorCode><name>Снова</name><price>1</price></offer>
  </offers>
</shop>
</yml_catalog>
`

describe('[A6] a price list in the market language', () => {
  test('becomes products: SKU, variants, properties, category, pictures, stock by warehouse', async () => {
    const { entries, format, bytes } = await read(YML)
    expect(format).toBe('yml')
    expect(bytes).toBe(Buffer.byteLength(YML))
    expect(entries[0]).toEqual({
      sku: 'PL-100-M',
      name: 'Плед «Карпаты», молочный',
      barcode: '4820000012345',
      description: 'Тёплый плед.\nстирка 30°',
      price: { minor: 129_900, currency: 'UAH' },
      properties: [
        ['Бренд', 'Тепло'],
        ['Цвет', 'молочный'],
        ['Вес', '1,2 кг'],
      ],
      pictures: [{ url: 'https://shop.example/p%201.jpg' }],
      stocks: [
        ['Киев', 3],
        ['Львов', 1],
      ],
      group: '77',
      category: 'Дом / Пледы & покрывала',
    })
    expect(entries.slice(1)).toMatchObject([
      { sku: '102', name: 'Ковёр Скандия Норд', price: { minor: 5450, currency: 'USD' }, stock: 0 },
      { sku: '103', stock: 5, category: '' },
      { sku: '104', price: null, stock: null },
    ])
  })

  test('prices are written as programs write them: a point is never one of thousands', async () => {
    const price = (text: string) => `<offer id="${text}"><name>Болт</name><price>${text}</price></offer>`
    const { entries } = await read(
      `<yml_catalog><shop><offers>${['1299.0000', '12.345', '0.5'].map(price).join('')}</offers></shop></yml_catalog>`,
    )
    expect(entries.map((entry) => entry.price?.minor)).toEqual([129_900, 1235, 50])
  })

  test('names the lines of offers that cannot be taken', async () => {
    const at = (text: string) => YML.slice(0, YML.indexOf(text)).split('\n').length
    expect((await read(YML)).bad).toEqual([
      [at('<offer id="105"'), 'price'],
      [at('<offer id="101"><vendorCode'), 'repeated'],
    ])
  })

  test('is named by the shop’s own number where that is chosen', async () => {
    expect((await read(YML, { skuFrom: 'id' })).entries.map(({ sku }) => sku)).toEqual(['101', '102', '103', '104'])
  })

  test('in another encoding is read as it says', async () => {
    const head = '<?xml version="1.0" encoding="windows-1251"?><yml_catalog><shop><offers><offer id="1"><name>'
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0xcf, 0xeb, 0xe5, 0xe4]),
      Buffer.from('</name></offer></offers></shop></yml_catalog>'),
    ])
    expect((await read(bytes)).entries).toMatchObject([{ sku: '1', name: 'Плед' }])
  })

  test('hostile or broken: entities that multiply, a cut file, no catalogue at all', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><yml_catalog><offer id="1"><name>&b;&b;</name></offer></yml_catalog>`
    const { entries } = await read(bomb)
    for (const { name } of entries) expect(name).not.toContain('aaaaaaaaaa')
    const cut = await read(YML.slice(0, YML.indexOf('<offer id="103"')))
    expect(cut.entries).toHaveLength(2)
    expect(cut.bad.map(([, problem]) => problem)).toContain('unreadable')
    const page = await read(`<html>${'<p>&nope;'.repeat(500)}`)
    expect(page.entries).toEqual([])
    expect(page.bad.length).toBeLessThan(1000)
    for (const nothing of ['', ' ', '\n']) expect((await read(nothing)).entries).toEqual([])
  })
})
