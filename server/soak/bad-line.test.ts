import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { BadLine } from './bad-line'

const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 31 + (index >> 8)) % 256))

test('what passes a line that stalls and is slow arrives whole and in order', async () => {
  const received: Buffer[] = []
  const target = createServer((socket) => socket.on('data', (bytes) => received.push(Buffer.from(bytes))))
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  const line = await BadLine.start(portOf(target.address()))
  const sender: Socket = connect(line.port, '127.0.0.1')

  for (let at = 0; at < BYTES.length; at += 1000) {
    sender.write(BYTES.subarray(at, at + 1000))
    if (at % 20_000 === 0) line.stall(15)
    if (at % 30_000 === 0) line.throttle(50_000)
    else if (at % 10_000 === 0) line.throttle(Number.POSITIVE_INFINITY)
    if (at % 5000 === 0) await pause(2)
  }
  line.throttle(Number.POSITIVE_INFINITY)
  await expect.poll(() => received.reduce((sum, { length }) => sum + length, 0), { timeout: 10_000 }).toBe(BYTES.length)
  expect(Buffer.concat(received).equals(BYTES)).toBe(true)

  sender.destroy()
  line.close()
  target.close()
})

const portOf = (address: unknown): number => (typeof address === 'object' && address && 'port' in address ? Number(address.port) : 0)
