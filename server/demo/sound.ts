/** A voice of the sample: nobody's voice is ours, so it is made of three tones that rise and fall like speech. WAV. */
import { WAVE_BARS } from '#shared/domain/attachment'

const RATE = 8000

export interface Sound {
  readonly bytes: Uint8Array
  readonly ms: number
  /** Loudness along the way, 0–31. */
  readonly wave: number[]
}

export function makeSound(seconds: number): Sound {
  const count = RATE * seconds
  const samples = Buffer.alloc(count * 2)
  for (let n = 0; n < count; n += 1) {
    const at = n / RATE
    const pitch = 120 + 25 * Math.sin(at * 2.1) + 12 * Math.sin(at * 7.3)
    const tone = Math.sin(2 * Math.PI * pitch * at) + 0.5 * Math.sin(4 * Math.PI * pitch * at) + 0.3 * Math.sin(6 * Math.PI * pitch * at)
    samples.writeInt16LE(Math.round(tone * 6000 * loudness(at, seconds)), n * 2)
  }
  const wave = Array.from({ length: WAVE_BARS }, (_, bar) => Math.round(31 * loudness((bar / WAVE_BARS) * seconds, seconds)))
  return { bytes: wav(samples), ms: seconds * 1000, wave }
}

/** Words with pauses between them. */
function loudness(at: number, seconds: number): number {
  const word = Math.abs(Math.sin(at * 4.7)) * (0.55 + 0.45 * Math.sin(at * 1.3))
  const edge = Math.min(1, at * 4, (seconds - at) * 4)
  return Math.max(0, Math.min(1, word * edge))
}

function wav(samples: Buffer): Uint8Array {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  // PCM, one channel.
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}
