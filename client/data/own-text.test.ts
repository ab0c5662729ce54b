import { describe, expect, test } from 'vitest'
import { makeDevice } from './device-fixture'
import { keepOwnText, written } from './own-text'

describe('[EVC6] of a text that may not be seen any more', () => {
  test('what was written here stays', () => {
    const cases: [string, string, string][] = [
      ['', 'всё моё', 'всё моё'],
      ['чужое', 'чужое и моё', ' и моё'],
      ['чужое', 'моё, чужое', 'моё, '],
      ['аба', 'абба', 'б'],
      ['чужое начало, чужой конец', 'чужое начало, моё, чужой конец', 'моё, '],
      ['одно', 'другое', 'другое'],
      ['чужое', 'чужое', ''],
      ['чужое', '', ''],
    ]
    for (const [base, mine, own] of cases) expect([base, mine, written(base, mine)]).toEqual([base, mine, own])
  })

  test('what others have written goes, of this document alone', async () => {
    const { vault } = makeDevice()
    await vault.unsynced.bulkAdd([
      { doc: 'remark.c', lineage: '', base: 'канарейка', mine: 'канарейка, моё' },
      { doc: 'remark.d', lineage: '', base: 'чужое', mine: 'чужое, моё' },
    ])
    await keepOwnText(vault, 'remark.c')
    expect(await vault.unsynced.toArray()).toEqual([
      { doc: 'remark.c', lineage: '', base: '', mine: ', моё' },
      { doc: 'remark.d', lineage: '', base: 'чужое', mine: 'чужое, моё' },
    ])
  })
})
