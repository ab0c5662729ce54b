import { describe, expect, test } from 'vitest'
import type { ServerFrame } from '#shared/protocol/frames'
import { decodeClient } from '#shared/protocol/wire'
import type { ToTabs } from '../data/link'
import { Tunnels } from './tunnels'

function makeTunnels() {
  const told: ToTabs[] = []
  const sent: string[] = []
  const line = { isUp: true }
  const tunnels = new Tunnels({
    tell: (message) => told.push(message),
    send(bytes) {
      const frame = decodeClient(bytes)
      if (line.isUp && frame) sent.push(`${frame.name} ${'h' in frame.head ? frame.head.h : ''}`)
      return line.isUp
    },
  })
  return { tunnels, told, sent, line }
}

const open = (socket: string) => ({ t: 'doc-open', socket, doc: 'remark.c', lineage: null }) as const
const doc = (h: number): ServerFrame => ({ name: 'DOC', head: { h }, raw: new Uint8Array([7]) })

describe('documents of tabs in the one connection', () => {
  test('have a handle each, and hear what is said to it', () => {
    const { tunnels, told, sent } = makeTunnels()
    for (const socket of ['a', 'b']) tunnels.heard(open(socket))
    tunnels.received(doc(2))
    expect(sent).toEqual(['DOC_OPEN 1', 'DOC_OPEN 2'])
    expect(told.at(-1)).toEqual({ t: 'doc-message', socket: 'b', bytes: new Uint8Array([7]) })
  })

  test('asked for twice are opened once', () => {
    const { tunnels, told, sent } = makeTunnels()
    tunnels.heard(open('a'))
    tunnels.heard(open('a'))
    expect(sent).toEqual(['DOC_OPEN 1'])
    expect(told.map(({ t }) => t)).toEqual(['doc-opened', 'doc-opened'])
  })

  test('are not opened without a connection: the tab asks again in the next', () => {
    const { tunnels, told, line } = makeTunnels()
    line.isUp = false
    tunnels.heard(open('a'))
    expect(told).toEqual([])
  })

  test('are forgotten when they are closed or refused, or the connection ends', () => {
    const { tunnels, told, sent } = makeTunnels()
    for (const socket of ['a', 'b', 'c']) tunnels.heard(open(socket))
    tunnels.heard({ t: 'doc-close', socket: 'a' })
    tunnels.heard({ t: 'doc-close', socket: 'a' })
    tunnels.received({ name: 'DOC_REJ', head: { id: null, h: 2, code: 'not-found' }, raw: new Uint8Array() })
    tunnels.down()
    const before = told.length
    for (const h of [1, 2, 3, 99]) tunnels.received(doc(h))
    tunnels.heard({ t: 'doc-send', socket: 'c', bytes: new Uint8Array([1]) })
    expect(told.slice(3)).toEqual([{ t: 'doc-refused', socket: 'b' }])
    expect(told).toHaveLength(before)
    expect(sent.filter((each) => !each.startsWith('DOC_OPEN'))).toEqual(['DOC_CLOSE 1'])
  })

  test('a refused update is no refused document', () => {
    const { tunnels, told } = makeTunnels()
    tunnels.heard(open('a'))
    tunnels.received({ name: 'DOC_REJ', head: { id: 'u', h: null, code: 'invalid' }, raw: new Uint8Array() })
    expect(told.map(({ t }) => t)).toEqual(['doc-opened'])
  })
})
