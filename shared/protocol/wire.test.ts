import { describe, expect, test } from 'vitest'
import { makeChance } from '../lib/chance'
import { encodeFrame } from './codec'
import { CLIENT_FRAMES, type ClientFrameName, SERVER_FRAMES, type ServerFrameName } from './frames'
import { CLIENT_HEADS, SERVER_HEADS } from './frames-fixture'
import { decodeClient, decodeServer, encodeClient, encodeServer } from './wire'

const clientNames = Object.keys(CLIENT_HEADS) as ClientFrameName[]
const serverNames = Object.keys(SERVER_HEADS) as ServerFrameName[]
const RAW = new Uint8Array([0, 255, 7])

describe('a frame on the wire', () => {
  test('comes out as it went in, with its raw bytes, from either side', () => {
    for (const name of clientNames)
      expect(decodeClient(encodeClient(name, CLIENT_HEADS[name], RAW))).toEqual({ name, head: CLIENT_HEADS[name], raw: RAW })
    for (const name of serverNames)
      expect(decodeServer(encodeServer(name, SERVER_HEADS[name], RAW))).toEqual({ name, head: SERVER_HEADS[name], raw: RAW })
  })

  test('is read out of the middle of a larger buffer', () => {
    const frame = encodeClient('ACK', { cursor: 7, taken: 0 }, RAW)
    const large = new Uint8Array(frame.length + 20).fill(9)
    large.set(frame, 10)
    expect(decodeClient(large.subarray(10, 10 + frame.length))).toEqual({ name: 'ACK', head: { cursor: 7, taken: 0 }, raw: RAW })
  })

  test('of one side is not taken from the other', () => {
    for (const name of clientNames) expect(decodeServer(encodeClient(name, CLIENT_HEADS[name]))).toBeNull()
    for (const name of serverNames) expect(decodeClient(encodeServer(name, SERVER_HEADS[name]))).toBeNull()
  })
})

describe('[SES3] what is no frame is not read', () => {
  const frames = clientNames.map((name) => encodeClient(name, CLIENT_HEADS[name]))

  test('a frame cut off anywhere', () => {
    for (const frame of frames) for (let end = 0; end < frame.length; end += 1) expect(decodeClient(frame.subarray(0, end))).toBeNull()
  })

  test('a head said to be longer than the frame, however long', () => {
    for (const length of [1000, 0x7fffffff, 0x80000000, 0xffffffff]) {
      const frame = encodeClient('PING', {})
      new DataView(frame.buffer).setUint32(1, length)
      expect(decodeClient(frame)).toBeNull()
    }
  })

  test('bytes that are not UTF-8, or not JSON, or not an object', () => {
    const heads = [[0xff, 0xfe], [0xc3, 0x28], [0x7b], [0x5b, 0x5d], [0x31], [0x6e, 0x75, 0x6c, 0x6c], []]
    for (const head of heads) {
      const frame = new Uint8Array(5 + head.length)
      frame[0] = CLIENT_FRAMES.ACK.type
      new DataView(frame.buffer).setUint32(1, head.length)
      frame.set(head, 5)
      expect(decodeClient(frame)).toBeNull()
    }
  })

  test('an unknown type, and no bytes at all', () => {
    const known: readonly number[] = Object.values(CLIENT_FRAMES).map(({ type }) => type)
    for (let type = 0; type < 256; type += 1) if (!known.includes(type)) expect(decodeClient(encodeFrame(type, {}))).toBeNull()
    expect(decodeClient(new Uint8Array(0))).toBeNull()
  })

  test('a head of another shape: missing, of another type, out of bounds', () => {
    const bad: readonly [number, unknown][] = [
      [CLIENT_FRAMES.HELLO.type, { ...CLIENT_HEADS.HELLO, cursor: '0' }],
      [CLIENT_FRAMES.HELLO.type, { ...CLIENT_HEADS.HELLO, cursor: -1 }],
      [CLIENT_FRAMES.HELLO.type, { ...CLIENT_HEADS.HELLO, unanswered: Array.from({ length: 201 }, () => 'c') }],
      [CLIENT_FRAMES.HELLO.type, { ...CLIENT_HEADS.HELLO, build: 'x'.repeat(65) }],
      [CLIENT_FRAMES.CMD.type, { commands: [] }],
      [CLIENT_FRAMES.CMD.type, { commands: Array.from({ length: 201 }, () => CLIENT_HEADS.CMD.commands[0]) }],
      [CLIENT_FRAMES.CMD.type, { commands: [{ id: 'c1', type: '__proto__', args: {} }] }],
      [CLIENT_FRAMES.PAGE.type, { ...CLIENT_HEADS.PAGE, limit: 101 }],
      [CLIENT_FRAMES.PAGE.type, { ...CLIENT_HEADS.PAGE, before: 0.5 }],
      [CLIENT_FRAMES.DOC_OPEN.type, { h: 1, doc: '../../etc/passwd' }],
      [CLIENT_FRAMES.DOC_PUSH.type, { id: '', doc: 'remark.c' }],
      [CLIENT_FRAMES.PRESENCE.type, { dialogId: 'd', state: 'dancing' }],
    ]
    for (const [type, head] of bad) expect({ head, read: decodeClient(encodeFrame(type, head)) }).toEqual({ head, read: null })
  })

  test('frames with random damage are refused or read, never thrown', () => {
    const chance = makeChance(1)
    for (let round = 0; round < 3000; round += 1) {
      const frame = chance.pick(frames as [Uint8Array, ...Uint8Array[]]).slice()
      for (let hits = 1 + chance.below(4); hits > 0; hits -= 1) frame[chance.below(frame.length)] = chance.below(256)
      decodeClient(frame)
      decodeServer(frame)
    }
  })
})

describe('a server frame of another shape', () => {
  test('is not taken by a device', () => {
    for (const head of [{ ...SERVER_HEADS.BATCH, rows: [{ kind: 'planet', id: 'x', ver: 1, row: null }] }, { from: 0 }, null])
      expect(decodeServer(encodeFrame(SERVER_FRAMES.BATCH.type, head))).toBeNull()
  })
})
