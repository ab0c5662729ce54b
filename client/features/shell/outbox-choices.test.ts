import { describe, expect, test } from 'vitest'
import type { OutboxEntry } from '../../data/contract'
import { choicesOf, type OutboxChoices } from './outbox-choices'

const entry = (more: Partial<OutboxEntry>): OutboxEntry => ({
  id: 'c',
  type: 'message.send',
  args: {},
  dialogId: 'd',
  createdAt: 0,
  state: 'refused',
  code: null,
  summary: 'Да',
  ...more,
})
const named = (choices: OutboxChoices): string[] => Object.entries(choices).flatMap(([name, is]) => (is ? [name] : []))

describe('what can be done about a command', () => {
  test('[F2] a reply that was held back may go anyway, be edited or thrown away', () => {
    for (const code of ['stale', 'too-old'] as const)
      expect(named(choicesOf(entry({ code }), true))).toEqual(['sendAnyway', 'edit', 'discard'])
  })

  test('[F2] a reply that can never go so is edited or thrown away, not sent again', () => {
    for (const code of ['window-closed', 'channel-cannot', 'file-refused', 'invalid'] as const)
      expect(named(choicesOf(entry({ code }), true))).toEqual(['edit', 'discard'])
  })

  test('[F2][A2] a reply to a dialog that is not to be seen any more is text to be copied', () => {
    for (const code of ['not-found', 'forbidden', 'stale'] as const)
      expect(named(choicesOf(entry({ code }), false))).toEqual(['copy', 'discard'])
  })

  test('[F2] another action is tried again over what stands now, or its words are copied', () => {
    expect(named(choicesOf(entry({ type: 'dialog.close', code: 'stale', summary: '' }), true))).toEqual(['retry', 'discard'])
    expect(named(choicesOf(entry({ type: 'contact.rename', code: 'forbidden' }), true))).toEqual(['copy', 'discard'])
  })

  test('[F2][AGE1] the first message of a conversation that is not there yet is sent when its author says so', () => {
    expect(named(choicesOf(entry({ type: 'dialog.start', code: 'too-old' }), false))).toEqual(['retry', 'copy', 'discard'])
    expect(named(choicesOf(entry({ type: 'dialog.start', code: 'channel-cannot' }), false))).toEqual(['copy', 'discard'])
  })

  test('[F2][W3] other words for a message that has been changed by others go back to where they were written, not out again', () => {
    for (const code of ['stale', 'invalid'] as const)
      expect(named(choicesOf(entry({ type: 'message.edit', code }), true))).toEqual(['edit', 'discard'])
    expect(named(choicesOf(entry({ type: 'message.edit', code: 'not-found' }), false))).toEqual(['copy', 'discard'])
  })

  test('[F2] what waits may be edited or thrown away, and what is on its way not', () => {
    expect(named(choicesOf(entry({ state: 'waiting' }), true))).toEqual(['edit', 'discard'])
    expect(named(choicesOf(entry({ state: 'waiting', type: 'dialog.spam' }), true))).toEqual(['discard'])
    expect(named(choicesOf(entry({ state: 'sent' }), true))).toEqual([])
  })
})
