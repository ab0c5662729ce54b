import { createEffect, createRoot } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { language, startLanguage } from '../i18n/i18n'
import { clockTime } from './dates'
import { now } from './now'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a device that is taken to another time zone writes all its times anew', async () => {
  vi.useFakeTimers()
  vi.stubEnv('TZ', 'Europe/Kyiv')
  vi.stubGlobal('localStorage', { getItem: () => 'ru' })
  vi.stubGlobal('document', { documentElement: {} })
  vi.stubGlobal('window', new EventTarget())
  await startLanguage()
  const noon = Date.UTC(2026, 10, 27, 12)
  const seen: string[] = []
  await createRoot(async () => {
    now()
    await vi.advanceTimersByTimeAsync(30_000)
    createEffect(() => seen.push(clockTime(noon, language())))
    vi.stubEnv('TZ', 'Europe/Lisbon')
    await vi.advanceTimersByTimeAsync(30_000)
  })
  expect(seen).toEqual(['14:00', '12:00'])
})
