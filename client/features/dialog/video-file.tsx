import Play from 'lucide-solid/icons/play'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { nextSpeed, playAlone, silence } from '../sound/playing'
import { createFailure, shownSize } from './shown'
import { UnshownFile } from './unshown-file'
import styles from './video-file.module.css'

/**
 * A film. Until it is to be played it is a picture of its beginning, in a box as large as the film: a history of films
 * costs no more than one of pictures, and nothing jumps.
 */
export function VideoFile(props: { attachment: Attachment }) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  const [isWanted, setWanted] = createSignal(false)
  // There is none of a film that has not left this device, nor where the server cannot make one.
  const [hasPoster, setPoster] = createSignal(true)
  const name = () => t().chat.media.video(props.attachment.name)
  const failure = createFailure(file.url, () => t().chat.media.unplayed)
  const size = () => shownSize({ width: props.attachment.width ?? 340, height: props.attachment.height ?? 191 })
  return (
    <div class={styles.box} style={{ width: `${size().width}px`, 'aspect-ratio': `${size().width} / ${size().height}` }}>
      <Show when={failure.why()}>{(why) => <UnshownFile attachment={props.attachment} url={file.url()} why={why()} />}</Show>
      <Show when={failure.why() === null && file.url()}>
        {(url) => (
          <Show
            when={hasPoster() && !isWanted()}
            fallback={
              <Player url={url()} name={name()} poster={hasPoster() ? file.small() : null} isPlaying={isWanted()} onFail={failure.fail} />
            }
          >
            <button
              type="button"
              class={styles.start}
              aria-label={t().chat.media.watch(props.attachment.name)}
              onClick={() => setWanted(true)}
            >
              <img class={styles.poster} src={file.small() ?? ''} alt="" loading="lazy" decoding="async" onError={() => setPoster(false)} />
              <span class={styles.play}>
                <Play size={24} aria-hidden="true" />
              </span>
            </button>
          </Show>
        )}
      </Show>
    </div>
  )
}

interface PlayerProps {
  url: string
  name: string
  poster: string | null
  /** It was asked for: it begins by itself, and has the keyboard. */
  isPlaying: boolean
  /** The browser cannot play it. */
  onFail(): void
}

/** Seconds that an arrow key moves. */
const STEP_S = 5

/** The browser's own controls, and what they lack everywhere alike: a speed, and keys. */
function Player(props: PlayerProps) {
  const [speed, setSpeed] = createSignal(1)
  let video: HTMLVideoElement | undefined
  const faster = () => {
    setSpeed(nextSpeed)
    if (video) video.playbackRate = speed()
  }
  const seek = (to: number) => {
    if (video) video.currentTime = Math.max(0, Math.min(to, video.duration || 0))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!video || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const to = { ArrowLeft: video.currentTime - STEP_S, ArrowRight: video.currentTime + STEP_S, Home: 0 }[event.key]
    if (event.key === ' ' || event.key === 'k') void (video.paused ? video.play() : video.pause())
    else if (event.key === 'f') void video.requestFullscreen()
    else if (to === undefined) return
    else seek(to)
    event.preventDefault()
    event.stopPropagation()
  }
  onMount(() => {
    if (!props.isPlaying) return
    video?.focus({ preventScroll: true })
    video?.play().catch(() => undefined)
  })
  onCleanup(() => silence(video))
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: what a customer sends has no captions. */}
      <video
        ref={video}
        class={styles.video}
        controls
        preload={props.isPlaying ? 'auto' : 'metadata'}
        playsinline
        poster={props.poster ?? undefined}
        // A moment after the start: the very first frame of many films is black.
        src={props.isPlaying || props.url.startsWith('blob:') ? props.url : `${props.url}#t=0.1`}
        tabIndex={0}
        aria-label={props.name}
        onPlay={(event) => playAlone(event.currentTarget)}
        onError={() => props.onFail()}
        onKeyDown={onKeyDown}
      />
      <button type="button" class={styles.speed} aria-label={t().chat.media.speed(`${speed()}×`)} onClick={faster}>
        {speed()}×
      </button>
    </>
  )
}
