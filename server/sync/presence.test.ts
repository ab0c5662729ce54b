import { describe, expect, test } from 'vitest'
import { createPresenceBoard, type PresenceNews } from './presence'

function makeBoard() {
  const told: { news: PresenceNews; except: string | null }[] = []
  const time = { now: 0 }
  const board = createPresenceBoard({ clock: () => time.now, tell: (news, except) => told.push({ news, except }) })
  return { board, time, told, states: () => told.map(({ news }) => `${news.operatorId} ${news.dialogId} ${news.state}`) }
}

const at = (state: 'viewing' | 'typing' | 'away', dialogId = 'd', operatorId = 'olga') => ({ dialogId, operatorId, state })

describe('presence', () => {
  test('is told to others when it changes, and not when it is repeated', () => {
    const { board, told } = makeBoard()
    board.set('s1', at('viewing'))
    board.set('s1', at('viewing'))
    board.set('s1', at('typing'))
    expect(told).toEqual([
      { news: at('viewing'), except: 'olga' },
      { news: at('typing'), except: 'olga' },
    ])
  })

  test('[L8] of somebody with two windows is in the dialogs of both, each repeated without ending the other', () => {
    const { board, states } = makeBoard()
    for (const _ of [1, 2]) {
      board.set('s1', at('typing', 'a'))
      board.set('s1', at('viewing', 'b'))
    }
    expect(states()).toEqual(['olga a typing', 'olga b viewing'])
    board.leave('s1')
    expect(states().slice(2)).toEqual(['olga a away', 'olga b away'])
  })

  test('of one device is in ten dialogs at most: the one spoken of longest ago ends', () => {
    const { board, states } = makeBoard()
    for (let n = 0; n < 11; n += 1) board.set('s1', at('viewing', `d${n}`))
    expect(board.current()).toHaveLength(10)
    expect(states().at(-1)).toBe('olga d0 away')
  })

  test('`away` from a dialog that was left already changes nothing', () => {
    const { board, states } = makeBoard()
    board.set('s1', at('viewing', 'b'))
    board.set('s1', at('away', 'a'))
    expect(states()).toEqual(['olga b viewing'])
    expect(board.current()).toEqual([at('viewing', 'b')])
  })

  test('over several sessions is the strongest of them', () => {
    const { board, states } = makeBoard()
    board.set('s1', at('viewing'))
    board.set('s2', at('typing'))
    board.set('s1', at('viewing'))
    board.leave('s2')
    board.leave('s1')
    expect(states()).toEqual(['olga d viewing', 'olga d typing', 'olga d viewing', 'olga d away'])
  })

  test('of somebody with several sessions is told once to whoever comes, at its strongest', () => {
    const { board } = makeBoard()
    board.set('s1', at('typing'))
    board.set('s2', at('viewing'))
    board.set('s3', at('viewing', 'other'))
    expect(board.current()).toEqual([at('typing'), at('viewing', 'other')])
  })

  test('ends half a minute after its last word', () => {
    const { board, time, states } = makeBoard()
    board.set('s1', at('viewing'))
    time.now = 20_000
    board.set('s1', at('viewing'))
    time.now = 50_000
    board.expire()
    expect(states()).toEqual(['olga d viewing'])
    time.now = 50_001
    board.expire()
    expect(states()).toEqual(['olga d viewing', 'olga d away'])
    expect(board.current()).toEqual([])
  })

  test('many sessions may expire together', () => {
    const { board, time } = makeBoard()
    for (let n = 0; n < 50; n += 1) board.set(`s${n}`, at('viewing', `d${n % 5}`, `o${n % 7}`))
    time.now = 31_000
    board.expire()
    expect(board.current()).toEqual([])
  })

  test('of a session that never said anything may end', () => {
    const { board, told } = makeBoard()
    board.leave('stranger')
    expect(told).toEqual([])
  })

  test('of a customer is for everybody and is not kept', () => {
    const { board, told } = makeBoard()
    board.customerTyping('d', true)
    board.customerTyping('d', false)
    expect(told).toEqual([
      { news: { dialogId: 'd', operatorId: null, state: 'typing' }, except: null },
      { news: { dialogId: 'd', operatorId: null, state: 'away' }, except: null },
    ])
    expect(board.current()).toEqual([])
  })
})
