import { describe, expect, test } from 'vitest'
import { CAPABILITIES, voiceTarget } from './channel'

const webm = 'audio/webm'

describe('a voice message', () => {
  test('[C6] is made the best of what the channel takes, where it can be', () => {
    expect(voiceTarget(CAPABILITIES.widget, { recorded: webm, canConvert: true })).toBe('audio/mpeg')
  })
  test('[C6] without a converter goes as it was recorded, or not at all', () => {
    expect(voiceTarget(CAPABILITIES.widget, { recorded: webm, canConvert: false })).toBe(webm)
    const telegram = { ...CAPABILITIES.telegram_bot, attachments: true }
    expect(voiceTarget(telegram, { recorded: webm, canConvert: false })).toBeNull()
    expect(voiceTarget(telegram, { recorded: webm, canConvert: true })).toBe('audio/ogg')
  })
  test('[C6] is not offered by a channel that takes no files, or no voice', () => {
    expect(voiceTarget(CAPABILITIES.sms, { recorded: webm, canConvert: true })).toBeNull()
    expect(voiceTarget({ ...CAPABILITIES.widget, voice: [] }, { recorded: webm, canConvert: true })).toBeNull()
  })
})
