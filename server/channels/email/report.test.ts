import { describe, expect, test } from 'vitest'
import { type ReportParts, bounceOf as readReport } from './report'

const bounceOf = (parts: ReportParts) => readReport(parts, 'example.com')
const report = (more: Partial<ReportParts>): ReportParts => ({ status: null, original: '', text: '', isFromOldServer: false, ...more })
const status = (action: string, envelope = '') => `Reporting-MTA: dns; mx.example
${envelope}Arrival-Date: Fri, 20 Nov 2026 10:01:00 +0000

Final-Recipient: rfc822; gone@example.com
Action: ${action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <gone@example.com>:
    user unknown
`

describe('a report of a mail server', () => {
  test('[H10] names our message by the envelope, and says why it did not arrive', () => {
    expect(bounceOf(report({ status: status('failed', 'Original-Envelope-Id: okno.item-1\n') }))).toEqual({
      key: '<okno.item-1@example.com>',
      reason: '550 5.1.1 <gone@example.com>: user unknown',
    })
  })
  test('[H10] names it by the headers that came back', () => {
    const original = 'From: shop@example.com\r\nMessage-ID:\r\n <okno.item-2@example.com>\r\nSubject: x\r\n'
    expect(bounceOf(report({ status: status('Failed'), original }))?.key).toBe('<okno.item-2@example.com>')
  })
  test('[H10] of a server that knows no reports is read from its text', () => {
    const text = 'This message was undeliverable:\n 550 No such user\n\nMessage-Id: <okno.item-3@example.com>'
    expect(bounceOf(report({ text, isFromOldServer: true }))?.key).toBe('<okno.item-3@example.com>')
    expect(bounceOf(report({ text }))).toBeNull()
  })
  test.each(['delayed', 'relayed', 'delivered', 'expanded'])('[H10] that it is %s fails nothing', (action) =>
    expect(bounceOf(report({ status: status(action, 'Original-Envelope-Id: okno.item-1\n') }))).toBeNull(),
  )
  test('[H10] about what is not ours, truncated or empty changes nothing', () => {
    expect(bounceOf(report({ status: status('failed'), original: 'Message-ID: <x@example.com>' }))).toBeNull()
    expect(bounceOf(report({ status: 'Original-Envelope-Id: okno.item-1' }))).toBeNull()
    expect(bounceOf(report({ status: '' }))).toBeNull()
    expect(bounceOf(report({ status: status('failed', 'Original-Envelope-Id: okno.../etc\n') }))).toBeNull()
  })
  test('[H10] keeps a long reason short', () => {
    const long = `${status('failed', 'Original-Envelope-Id: okno.item-1\n').trimEnd()} ${'x'.repeat(5000)}`
    expect(bounceOf(report({ status: long }))?.reason).toHaveLength(300)
  })
})
