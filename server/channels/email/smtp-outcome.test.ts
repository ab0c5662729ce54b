import { describe, expect, test } from 'vitest'
import { type SmtpFailure, smtpOutcome } from './smtp-outcome'

const failure = (more: Partial<SmtpFailure>) =>
  smtpOutcome({ code: 'ECONNECTION', responseCode: 0, response: '', isHandedOver: false, ...more }).outcome

describe('an e-mail that could not be handed over', () => {
  test('[EM3] has failed when the server refused it for good', () => {
    expect(failure({ code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 no such user' })).toBe('failed')
    expect(failure({ code: 'EMESSAGE', responseCode: 552, isHandedOver: true })).toBe('failed')
    expect(failure({ code: 'EMESSAGE' })).toBe('failed')
  })
  test('[EM3] waits when the server asks for that, at whatever point', () => {
    expect(failure({ code: 'EENVELOPE', responseCode: 451 })).toBe('retry')
    expect(failure({ code: 'EMESSAGE', responseCode: 452, isHandedOver: true })).toBe('retry')
    expect(failure({ code: 'ECONNECTION', responseCode: 421 })).toBe('wait')
  })
  test('[EM3] waits when the server never heard it to the end', () => expect(failure({ code: 'ETIMEDOUT' })).toBe('wait'))
  test('[EM3] is unknown when the server heard it to the end and said nothing', () =>
    expect(failure({ code: 'ETIMEDOUT', isHandedOver: true })).toBe('unknown'))
  test('[EM3] waits for somebody to put the password right', () =>
    expect(failure({ code: 'EAUTH', responseCode: 535, response: '535 5.7.8 bad credentials' })).toBe('wait'))
  test('[EM3] says what the server said, on one line and not for ever', () => {
    const said = smtpOutcome({ code: 'EENVELOPE', responseCode: 550, response: `550 no\r\n${'x'.repeat(1000)}`, isHandedOver: false })
    expect(said).toMatchObject({ reason: expect.stringMatching(/^550 no x+$/) })
    expect('reason' in said && said.reason.length).toBe(300)
  })
})
