import { describe, expect, it } from 'vitest'
import type { DialogQuery } from '../../data/contract'
import { dialogQueryParams, isFiltered, parseDialogQuery, toggled, withoutFilters } from './dialog-query'

const full: DialogQuery = { tab: 'closed', answer: 'waiting', assignees: ['op1', null], channels: ['ch1', 'ch2'] }

describe('the list in the URL', () => {
  it('[L2] comes back as it was', () => {
    expect(parseDialogQuery(dialogQueryParams(full))).toEqual(full)
  })
  it('[L2] leaves no trace when nothing is chosen', () => {
    const plain = parseDialogQuery({})
    expect(plain).toEqual({ tab: 'open', answer: 'all', assignees: [], channels: [] })
    expect(Object.values(dialogQueryParams(plain)).every((value) => value === undefined)).toBe(true)
  })
  it('[L2] takes unknown words as absent', () => {
    expect(parseDialogQuery({ tab: 'zzz', answer: '1', channel: ',,a,a,' })).toEqual({
      tab: 'open',
      answer: 'all',
      assignees: [],
      channels: ['a'],
    })
  })
  it('[L2] is cleared in one step and keeps its tab', () => {
    expect(isFiltered(full)).toBe(true)
    expect(isFiltered(withoutFilters(full))).toBe(false)
    expect(withoutFilters(full).tab).toBe('closed')
  })
  it('puts a value in and takes it out', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
    expect(toggled<string | null>(['a', null], null)).toEqual(['a'])
  })
})
