import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { MAX_VOICE_MS } from '#shared/domain/attachment'
import { waveOf } from './wave'

/** Loudness is looked at so often. */
const SAMPLE_MS = 60

/** What browsers record, the most welcome first. */
const SHAPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4', 'audio/webm'] as const

export interface Recording {
  readonly file: File
  readonly ms: number
  readonly wave: number[]
}

export type RecorderState = 'recording' | 'paused' | 'done'
export type Refusal = 'noMicrophone' | 'notAllowed' | 'cannotRecord'

export interface Recorder {
  readonly state: Accessor<RecorderState>
  readonly ms: Accessor<number>
  /** Loudness so far, 0–1; the newest last. */
  readonly levels: Accessor<readonly number[]>
  /** Null until it is done, and then when nothing was recorded. */
  readonly recording: Accessor<Recording | null>
  pause(): void
  resume(): void
  /** @returns the recording, or null when nothing was recorded. */
  finish(): Promise<Recording | null>
}

/** Null: this browser cannot record at all. */
export const recordedType = (): string | null =>
  typeof MediaRecorder === 'undefined' ? null : (SHAPES.find((shape) => MediaRecorder.isTypeSupported(shape)) ?? null)

/** @returns the microphone, or why there is none. */
export async function openMicrophone(): Promise<MediaStream | Refusal> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 } })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return name === 'NotAllowedError' || name === 'SecurityError' ? 'notAllowed' : 'noMicrophone'
  }
}

export interface RecorderOptions {
  readonly stream: MediaStream
  readonly type: string
  /** The microphone has gone: unplugged, or taken by a call. What was said before is in the recording. */
  onLost(): void
}

/** Records at once. Needs a Solid owner, and lets go of the microphone with it. */
export function createRecorder({ stream, type, onLost }: RecorderOptions): Recorder {
  const media = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 })
  const meter = createMeter(stream)
  const chunks: Blob[] = []
  const [state, setState] = createSignal<RecorderState>('recording')
  const [ms, setMs] = createSignal(0)
  const [levels, setLevels] = createSignal<readonly number[]>([])
  const [recording, setRecording] = createSignal<Recording | null>(null)
  media.ondataavailable = ({ data }) => chunks.push(data)
  const stopped = new Promise((resolve) => {
    media.onstop = resolve
  })
  media.start(1000)
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (state() === 'recording') {
      setMs((before) => before + (now - last))
      setLevels((before) => [...before, meter.level()])
      if (ms() >= MAX_VOICE_MS) void finish()
    }
    last = now
  }, SAMPLE_MS)

  const release = () => {
    clearInterval(timer)
    meter.close()
    for (const track of stream.getTracks()) track.stop()
  }
  const make = async (): Promise<Recording | null> => {
    if (media.state !== 'inactive') media.stop()
    // The last words come just before.
    await stopped
    release()
    const mime = type.split(';')[0] ?? type
    const blob = new Blob(chunks, { type: mime })
    const extension = mime.split('/')[1] ?? 'webm'
    const made =
      blob.size === 0
        ? null
        : {
            file: new File([blob], `voice.${extension}`, { type: mime }),
            ms: Math.min(Math.round(ms()), MAX_VOICE_MS),
            wave: waveOf(levels()),
          }
    setRecording(made)
    setState('done')
    return made
  }
  let finished: Promise<Recording | null> | undefined
  const finish = () => (finished ??= make())
  void stopped.then(async () => {
    if (!finished && (await finish())) onLost()
  })
  onCleanup(() => {
    finished ??= make()
    release()
  })

  return {
    state,
    ms,
    levels,
    recording,
    pause() {
      media.pause()
      setState('paused')
    },
    resume() {
      media.resume()
      setState('recording')
    },
    finish,
  }
}

/** How loud it is now, 0–1. */
function createMeter(stream: MediaStream): { level(): number; close(): void } {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      // Speech fills about a third of the range; the root makes whispers visible.
      return Math.min(1, Math.sqrt(Math.sqrt(power)) * 1.4)
    },
    close() {
      if (context.state !== 'closed') void context.close()
    },
  }
}
