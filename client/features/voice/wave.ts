import { WAVE_BARS } from '#shared/domain/attachment'

/** Levels 0–1 of any number as the bars of a drawn waveform, 0–31. Pure. */
export function waveOf(levels: readonly number[]): number[] {
  const bars = Math.min(WAVE_BARS, levels.length)
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / bars)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / bars))
    const loudest = Math.max(...levels.slice(from, to))
    return Math.round(31 * Math.min(1, Math.max(0, loudest)))
  })
}

/** 75 seconds are 1:15. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
