import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { clock } from '../voice/wave'
import { nextSpeed, playAlone, silence } from './playing'
import styles from './sound-player.module.css'

export interface SoundPlayerProps {
  /** Null until it is known where it is. */
  url: string | null
  /** Spoken name. */
  name: string
  /** Length, where it is known before the sound is loaded. */
  ms: number | undefined
  /** Loudness along the way, 0–31; empty: a plain line. */
  wave: readonly number[]
  /** The browser cannot play it. */
  onFail?: (() => void) | undefined
}

/** Seconds that an arrow key moves. */
const STEP_S = 5

/** Plays a recording: a waveform to click, to drag along and to walk along by keys, and three speeds. */
export function SoundPlayer(props: SoundPlayerProps) {
  const [isPlaying, setPlaying] = createSignal(false)
  const [at, setAt] = createSignal(0)
  const [speed, setSpeed] = createSignal<number>(1)
  const [loaded, setLoaded] = createSignal<number>()
  let audio: HTMLAudioElement | undefined
  /** Recordings of browsers do not say how long they are until they are at their end. */
  const length = () => (props.ms === undefined ? loaded() : props.ms / 1000) ?? 0
  const seek = (to: number) => {
    if (!audio) return
    audio.currentTime = Math.max(0, Math.min(to, length()))
    setAt(audio.currentTime)
  }
  const seekToPointer = ({ currentTarget, clientX }: MouseEvent & { currentTarget: Element }) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    seek(((clientX - left) / width) * length())
  }
  const toggle = () => {
    if (!audio) return
    if (isPlaying()) {
      audio.pause()
      return
    }
    playAlone(audio)
    audio.playbackRate = speed()
    // What cannot be played says so by itself; a start that a pause or the next chat cuts off is no failure.
    audio.play().catch(() => undefined)
  }
  const faster = () => {
    setSpeed(nextSpeed)
    if (audio) audio.playbackRate = speed()
  }
  const share = () => (length() > 0 ? Math.min(1, at() / length()) : 0)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at() - STEP_S, ArrowRight: at() + STEP_S, Home: 0, End: length() }[event.key]
    if (event.key === ' ' || event.key === 'Enter') toggle()
    else if (to === undefined) return
    else seek(to)
    event.preventDefault()
    event.stopPropagation()
  }
  onCleanup(() => silence(audio))
  return (
    <div class={styles.player}>
      <button
        type="button"
        class={styles.play}
        aria-label={`${isPlaying() ? t().chat.media.pause : t().chat.media.play}: ${props.name}`}
        onClick={toggle}
      >
        <Show when={isPlaying()} fallback={<Play size={18} aria-hidden="true" />}>
          <Pause size={18} aria-hidden="true" />
        </Show>
      </button>
      <div
        class={styles.track}
        role="slider"
        tabIndex={0}
        aria-label={t().chat.media.position}
        aria-valuemin={0}
        aria-valuemax={Math.round(length())}
        aria-valuenow={Math.round(at())}
        aria-valuetext={`${clock(at() * 1000)} / ${clock(length() * 1000)}`}
        onKeyDown={onKeyDown}
        onClick={seekToPointer}
        onPointerDown={(event) => event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekToPointer(event)}
      >
        <Bars wave={props.wave} share={share()} />
      </div>
      <span class={styles.time}>{clock((isPlaying() || at() > 0 ? at() : length()) * 1000)}</span>
      <button type="button" class={styles.speed} aria-label={t().chat.media.speed(`${speed()}×`)} onClick={faster}>
        {speed()}×
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: what people say to each other has no captions. */}
      <audio
        ref={audio}
        // Its parts may come from the server and then from what the service worker keeps: otherwise these pass for two origins, and it breaks off.
        crossorigin="use-credentials"
        src={props.url ?? undefined}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => {
          const { duration } = event.currentTarget
          if (Number.isFinite(duration)) setLoaded(duration)
        }}
        onEnded={(event) => {
          event.currentTarget.currentTime = 0
          setAt(0)
        }}
        onError={() => props.onFail?.()}
      />
    </div>
  )
}

const FLAT = Array.from({ length: 40 }, () => 1)

function Bars(props: { wave: readonly number[]; share: number }) {
  const wave = createMemo(() => (props.wave.length > 0 ? props.wave : FLAT))
  const width = () => wave().length * 4
  const path = createMemo(() =>
    wave()
      .map((loudness, index) => {
        const half = 1 + (loudness / 31) * 12
        return `M${index * 4 + 2} ${14 - half}V${14 + half}`
      })
      .join(''),
  )
  return (
    <svg class={styles.wave} viewBox={`0 0 ${width()} 28`} preserveAspectRatio="none" aria-hidden="true">
      <path class={styles.rest} d={path()} />
      <path class={styles.done} d={path()} style={{ 'clip-path': `inset(0 ${(1 - props.share) * 100}% 0 0)` }} />
    </svg>
  )
}
