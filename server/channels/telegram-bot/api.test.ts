import { expect, test } from 'vitest'
import { botApi } from './api'
import { sendResultOf } from './outcome'

test('a file that is not on this machine any more fails its message, and holds up no channel', async () => {
  // Nothing listens there, and nothing is asked.
  const api = botApi({ server: 'http://127.0.0.1:1', token: '7700:token' })
  const file = { path: '/nowhere/gone', size: 5, name: 'a.png', mime: 'image/png' }
  const answer = await api.call('sendPhoto', { chat_id: '42' }, { files: [{ name: 'photo', file }] })
  expect(answer.is === 'done' ? answer : sendResultOf(answer)).toEqual({ outcome: 'failed', reason: 'file-gone' })
})
