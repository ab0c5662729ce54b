import { describe, expect, test } from 'vitest'
import { makeChance } from '../lib/chance'
import { mergeDraft } from './draft'

describe('a draft edited on two devices', () => {
  test('an edit over the text it began from replaces it', () => {
    expect(mergeDraft('Добрый', 'Добрый', 'Добрый день')).toBe('Добрый день')
    expect(mergeDraft('Добрый день', 'Добрый день', '')).toBe('')
  })

  test('without an edit here the other device wins', () => {
    expect(mergeDraft('Добрый', 'Добрый вечер', 'Добрый')).toBe('Добрый вечер')
    expect(mergeDraft('Добрый', '', 'Добрый')).toBe('')
  })

  test('two different edits both stay', () => {
    expect(mergeDraft('Добрый', 'Добрый день', 'Добрый вечер')).toBe('Добрый день\nДобрый вечер')
  })

  test('nothing typed is lost, whoever typed it', () => {
    const chance = makeChance(1)
    for (let round = 0; round < 5000; round += 1) {
      const [base, theirs, mine] = [chance.text(4), chance.text(4), chance.text(4)]
      const merged = mergeDraft(base, theirs, mine)
      if (mine !== base) expect({ base, theirs, mine, merged, holds: merged.includes(mine) }).toMatchObject({ holds: true })
      if (theirs !== base) expect({ base, theirs, mine, merged, holds: merged.includes(theirs) }).toMatchObject({ holds: true })
    }
  })

  test('[CMD4] the same edit over its own result changes nothing', () => {
    const chance = makeChance(2)
    for (let round = 0; round < 5000; round += 1) {
      const [base, theirs, mine] = [chance.text(4), chance.text(4), chance.text(4)]
      const merged = mergeDraft(base, theirs, mine)
      expect({ base, theirs, mine, again: mergeDraft(base, merged, mine) }).toMatchObject({ again: merged })
    }
  })
})
