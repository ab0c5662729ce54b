import { expect, test } from 'vitest'
import { type Admission, whenAdmitted } from './admission'
import type { Connection } from './port'

function stand(lookup: Promise<string>, more: Partial<Pick<Admission<string>, 'lookUp' | 'endings'>> = {}) {
  const heard: string[] = []
  const closed: number[] = []
  const errors: unknown[] = []
  const connection: Connection = {
    get isOpen() {
      return closed.length === 0
    },
    send: () => 'sent',
    bufferedBytes: () => 0,
    close: (code) => void closed.push(code),
  }
  const handlers = whenAdmitted(connection, {
    lookUp: () => lookup,
    endings: () => 0,
    ...more,
    open(name) {
      heard.push(`${name} is in`)
      return {
        message(bytes) {
          if (bytes[0] === 0) throw new Error('kaboom')
          heard.push(`says ${bytes.join()}`)
        },
        closed: () => void heard.push('has gone'),
      }
    },
    maxHeldBytes: 3,
    onError: (error) => errors.push(error),
  })
  const say = (...bytes: number[]) => handlers.message(new Uint8Array(bytes), true)
  return { handlers, heard, closed, errors, say, connection }
}

test('what arrives before anybody is known waits, and keeps its order', async () => {
  const { say, heard, handlers } = stand(Promise.resolve('Olga'))
  say(1)
  say(2)
  expect(heard).toEqual([])
  await Promise.resolve()
  say(3)
  handlers.closed()
  expect(heard).toEqual(['Olga is in', 'says 1', 'says 2', 'says 3', 'has gone'])
})

test('who says too much before being known is told to go, and is never let in', async () => {
  const { say, heard, closed } = stand(Promise.resolve('Olga'))
  say(1, 2)
  say(3, 4)
  await Promise.resolve()
  expect({ heard, closed }).toEqual({ heard: [], closed: [1008] })
})

test('who hangs up before being known is never let in', async () => {
  const { handlers, heard, connection } = stand(Promise.resolve('Olga'))
  connection.close(1006, '')
  handlers.closed()
  await Promise.resolve()
  expect(heard).toEqual([])
})

test('a lookup that fails, and a handler that fails on what was held, end the connection and are reported', async () => {
  const failing = stand(Promise.reject(new Error('no database')))
  const held = stand(Promise.resolve('Olga'))
  held.say(0)
  held.say(1)
  await new Promise((resolve) => setTimeout(resolve))
  for (const { closed, errors } of [failing, held]) expect({ closed, errors: errors.length }).toEqual({ closed: [1011], errors: 1 })
  expect(held.heard).toEqual(['Olga is in'])
})

test('[I1] who is looked up while somebody is sent away is looked up again: it may be just this one', async () => {
  let endings = 0
  const answers = ['as before', 'as it is now']
  const lookUp = async () => {
    if (answers.length === 2) endings += 1
    return answers.shift() ?? ''
  }
  const { heard } = stand(Promise.resolve(''), { lookUp, endings: () => endings })
  await new Promise((resolve) => setTimeout(resolve))
  expect(heard).toEqual(['as it is now is in'])
})
