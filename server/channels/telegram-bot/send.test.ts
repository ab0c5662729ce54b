import { describe, expect, test } from 'vitest'
import type { Attachment } from '#shared/domain/attachment'
import { healthOf, sendResultOf } from './outcome'
import { methodOf, partsOf } from './send'

const file = (mime: string, more: Partial<Attachment> = {}): Attachment => ({ id: 'f', name: 'f', mime, size: 1000, ...more })
const methods = (text: string, ...attachments: Attachment[]) => partsOf({ text, attachments }).map((part) => [methodOf(part), part.text])
const shapes = (...attachments: Attachment[]) =>
  partsOf({ text: '', attachments }).map((part) => [methodOf(part), part.members.map(({ field }) => field).join(' ')])

describe('a message of ours', () => {
  test('goes as what its files are; what Telegram would not show goes as a document', () => {
    const voice = { ms: 1, wave: [] }
    expect(
      methods(
        '',
        file('image/png'),
        file('image/heic'),
        file('video/mp4'),
        file('video/webm'),
        file('audio/ogg', { voice }),
        file('audio/ogg'),
        file('audio/mpeg'),
        file('image/gif'),
        file('image/gif'),
        file('text/plain'),
      ).map(([method]) => method),
    ).toEqual([
      'sendPhoto',
      'sendDocument',
      'sendVideo',
      'sendDocument',
      'sendVoice',
      'sendDocument',
      'sendAudio',
      'sendAnimation',
      'sendAnimation',
      'sendDocument',
    ])
    expect(methods('', file('image/jpeg', { size: 11 * 1024 * 1024 }))).toEqual([['sendDocument', '']])
  })

  test('stands together where Telegram lets it: pictures with films, documents and songs among themselves, ten at most', () => {
    expect(shapes(file('image/png'), file('video/mp4'), file('image/jpeg'))).toEqual([['sendMediaGroup', 'photo video photo']])
    expect(shapes(file('image/png'), file('text/plain'), file('text/csv'), file('audio/mpeg'), file('audio/mp4'))).toEqual([
      ['sendPhoto', 'photo'],
      ['sendMediaGroup', 'document document'],
      ['sendMediaGroup', 'audio audio'],
    ])
    expect(
      shapes(...Array.from({ length: 12 }, () => file('image/png'))).map(([method, fields]) => [method, fields?.split(' ').length]),
    ).toEqual([
      ['sendMediaGroup', 10],
      ['sendMediaGroup', 2],
    ])
  })

  test('has its words under the first file where they fit, else behind the files', () => {
    expect(methods('так', file('image/png'), file('image/png'), file('image/gif'))).toEqual([
      ['sendMediaGroup', 'так'],
      ['sendAnimation', ''],
    ])
    const long = 'x'.repeat(1025)
    expect(methods(long, file('image/png'))).toEqual([
      ['sendPhoto', ''],
      ['sendMessage', long],
    ])
  })
})

describe('what Telegram answers', () => {
  const refused = (code: number, words: string, retryAfterMs: number | null = null) =>
    sendResultOf({ is: 'refused', code, words, retryAfterMs, movedTo: null })

  test('is waited for, tried again, final or unknown', () => {
    expect(refused(429, 'Too Many Requests', 3000)).toMatchObject({ outcome: 'wait', afterMs: 3000, of: 'dialog' })
    expect(refused(401, 'Unauthorized')).toMatchObject({ outcome: 'wait', of: 'channel' })
    expect(refused(500, 'Internal Server Error')).toMatchObject({ outcome: 'retry' })
    expect(refused(403, 'Forbidden: bot was blocked by the user')).toEqual({ outcome: 'failed', reason: 'blocked' })
    expect(refused(400, 'Bad Request: chat not found')).toEqual({ outcome: 'failed', reason: 'never-wrote' })
    expect(refused(400, 'Bad Request: something new')).toEqual({ outcome: 'failed', reason: 'something new' })
    expect(sendResultOf({ is: 'lost' })).toEqual({ outcome: 'unknown', reason: 'lost-answer' })
    expect(sendResultOf({ is: 'not-sent' })).toMatchObject({ outcome: 'wait', of: 'channel' })
  })

  test('says how the channel stands', () => {
    expect(healthOf({ is: 'done', result: true })).toEqual({ state: 'connected' })
    expect(healthOf({ is: 'not-sent' })).toEqual({ state: 'down', problem: 'unreachable' })
    expect(healthOf({ is: 'refused', code: 409, words: 'Conflict', retryAfterMs: null, movedTo: null })).toMatchObject({
      problem: 'used-elsewhere',
    })
    expect(healthOf({ is: 'refused', code: 400, words: 'Bad Request', retryAfterMs: null, movedTo: null })).toBeNull()
  })
})
