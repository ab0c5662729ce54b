import { Writable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linesTo } from './log'

test('a log that cannot be written ends nothing', async () => {
  const stream = new Writable({ write: (_line, _encoding, done) => done(new Error('The disk is full')) })
  const write = linesTo(stream)
  write('one')
  await turn()
  expect(stream.errored).not.toBeNull()
  write('two')
  await turn()
})
