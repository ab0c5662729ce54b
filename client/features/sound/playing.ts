/** One sound at a time: two voices at once are none. */
let playing: HTMLMediaElement | null = null

export function playAlone(media: HTMLMediaElement): void {
  if (playing !== media) playing?.pause()
  playing = media
}

/** Somebody is about to speak: what plays would be in the recording. */
export function hush(): void {
  playing?.pause()
}

/** It is gone from the screen. */
export function silence(media: HTMLMediaElement | undefined): void {
  media?.pause()
  if (playing === media) playing = null
}

const SPEEDS: readonly number[] = [1, 1.5, 2]

/** The speed that the button leads to: round and round. */
export const nextSpeed = (speed: number): number => SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1
