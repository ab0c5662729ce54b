import { describe, expect, test } from 'vitest'
import { automaticKind } from './automatic'

const kind = (headers: Record<string, string>, from = 'anna@example.com') => automaticKind(new Map(Object.entries(headers)), from)

describe('an e-mail that a machine wrote', () => {
  test.each([
    [{ 'auto-submitted': 'auto-replied' }, 'reply'],
    [{ 'auto-submitted': 'Auto-Generated; owner-email="x"' }, 'reply'],
    [{ precedence: 'auto_reply' }, 'reply'],
    [{ 'x-autoreply': 'yes' }, 'reply'],
    [{ 'x-auto-response-suppress': 'OOF, AutoReply' }, 'reply'],
    [{ 'return-path': '<>' }, 'reply'],
    [{ precedence: 'Bulk' }, 'list'],
    [{ 'list-id': 'News <news.example.com>' }, 'list'],
    [{ 'content-type': 'multipart/report; report-type=delivery-status' }, 'report'],
    [{ 'x-failed-recipients': 'a@b.example' }, 'report'],
  ] as const)('[H10] is known by %j', (headers, expected) => expect(kind(headers)).toBe(expected))

  test.each(['no-reply@shop.example', 'noreply-orders@x.example', 'MAILER-DAEMON@mx.example', 'bounce+abc@x.example'])(
    '[H10] is known by its sender %s',
    (from) => expect(kind({}, from)).not.toBeNull(),
  )

  test('[H10] is not what a person writes, whatever their program adds', () => {
    expect(kind({ 'auto-submitted': 'no', precedence: 'first-class', 'return-path': '<anna@example.com>' })).toBeNull()
    expect(kind({}, 'norepka@example.com')).toBeNull()
    expect(kind({ 'x-auto-response-suppress': 'none' })).toBeNull()
  })
})
