import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { request } from '../../request'
import { waveOf } from '../voice/wave'

/** Longer sounds are decoded by playing them; for a drawing that is too dear. Bytes. */
const MAX_BYTES = 4 * 1024 * 1024
/** Beside the files themselves: cleared with them at sign-out. */
const CACHE = 'okno-files'

const known = new Map<string, readonly number[]>()

/** Loudness of a sound along the way. Said by whoever recorded it, otherwise computed once on this device, and kept. */
export function createWaveform(attachment: Accessor<Attachment>, url: Accessor<string | null>): Accessor<readonly number[]> {
  const [wave, setWave] = createSignal<readonly number[]>([])
  createEffect(
    on([attachment, url], ([{ id, size, voice }, address]) => {
      if (voice && voice.wave.length > 0) setWave(voice.wave)
      else if (address !== null && size <= MAX_BYTES) void waveFor(id, address).then(setWave, () => setWave([]))
    }),
  )
  return wave
}

async function waveFor(id: string, url: string): Promise<readonly number[]> {
  const here = known.get(id) ?? (await kept(id))
  const wave = here ?? (await computed(url))
  known.set(id, wave)
  if (!here) await keep(id, wave)
  return wave
}

async function computed(url: string): Promise<readonly number[]> {
  const bytes = await (await request(url)).arrayBuffer()
  // Made for one sound: nothing is played through it.
  const sound = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(bytes)
  const samples = sound.getChannelData(0)
  const step = Math.max(1, Math.floor(samples.length / 512))
  const levels: number[] = []
  for (let from = 0; from < samples.length; from += step) {
    let loudest = 0
    for (let n = from; n < Math.min(from + step, samples.length); n += 1) loudest = Math.max(loudest, Math.abs(samples[n] ?? 0))
    levels.push(loudest)
  }
  const top = Math.max(...levels, 0.05)
  return waveOf(levels.map((level) => level / top))
}

const keyOf = (id: string): string => `/api/blobs/${id}/wave`

async function kept(id: string): Promise<readonly number[] | undefined> {
  if (!('caches' in self)) return undefined
  const found: unknown = await (await (await caches.open(CACHE)).match(keyOf(id)))?.json()
  return Array.isArray(found) && found.every((bar) => typeof bar === 'number') ? found : undefined
}

async function keep(id: string, wave: readonly number[]): Promise<void> {
  if ('caches' in self) await (await caches.open(CACHE)).put(keyOf(id), Response.json(wave))
}
