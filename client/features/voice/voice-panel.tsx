import Mic from 'lucide-solid/icons/mic'
import Pause from 'lucide-solid/icons/pause'
import Send from 'lucide-solid/icons/send-horizontal'
import Square from 'lucide-solid/icons/square'
import Trash from 'lucide-solid/icons/trash'
import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { SoundPlayer } from '../sound/sound-player'
import { createRecorder } from './recorder'
import { createVoiceKeeper, createVoiceSender } from './send-voice'
import styles from './voice-panel.module.css'
import { clock } from './wave'

export interface VoicePanelProps {
  row: DialogRow
  stream: MediaStream
  type: string
  onSent(): void
  onClose(): void
}

/** Bars of the level meter. */
const METER_BARS = 48
/** What is shorter was begun by mistake. */
const WORTH_KEEPING_MS = 1000

/** Over the composer while one speaks, and until the recording is sent or thrown away. */
export default function VoicePanel(props: VoicePanelProps) {
  const recorder = createRecorder({
    stream: props.stream,
    type: props.type,
    onLost: () => showToast(t().chat.voice.lost, { tone: 'danger' }),
  })
  const sendVoice = createVoiceSender(() => props.row)
  const keepVoice = createVoiceKeeper(props.row.id)
  /** Sent, or thrown away by who recorded it. */
  let isDecided = false
  const [isSending, setSending] = createSignal(false)
  let panel: HTMLDivElement | undefined
  const levels = createMemo(() => {
    const newest = recorder.levels().slice(-METER_BARS)
    return [...Array.from({ length: METER_BARS - newest.length }, () => 0), ...newest]
  })
  const url = createMemo(() => {
    const made = recorder.recording()
    if (!made) return null
    const address = URL.createObjectURL(made.file)
    onCleanup(() => URL.revokeObjectURL(address))
    return address
  })
  const send = async () => {
    if (isSending()) return
    setSending(true)
    const made = recorder.recording() ?? (await recorder.finish())
    const isSent = made ? await sendVoice(made) : false
    setSending(false)
    if (!isSent) return
    isDecided = true
    props.onClose()
    props.onSent()
  }
  /** Esc is pressed for many reasons: what was said is a click away. */
  const discard = () => {
    isDecided = true
    if (recorder.ms() > WORTH_KEEPING_MS) {
      const made = recorder.recording() ?? recorder.finish()
      showToast(t().chat.voice.discarded, { action: { label: t().common.undo, run: () => void keepVoice(made) } })
    }
    props.onClose()
  }
  // Another chat was opened meanwhile: nobody has said that the words are to be lost.
  onCleanup(() => {
    if (!isDecided && recorder.ms() > WORTH_KEEPING_MS) void keepVoice(recorder.recording() ?? recorder.finish())
  })
  // Finished before the microphone gave any sound: there is nothing to listen to or to send.
  createEffect(() => {
    if (recorder.state() !== 'done' || recorder.recording()) return
    isDecided = true
    showToast(t().chat.voice.nothing, { tone: 'danger' })
    props.onClose()
  })
  onMount(() => panel?.focus())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      discard()
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div
      ref={panel}
      class={styles.panel}
      role="group"
      aria-label={t().chat.voice.record}
      tabIndex={-1}
      data-state={recorder.state()}
      onKeyDown={onKeyDown}
    >
      <IconButton label={t().chat.voice.discard} icon={Trash} tip="above-start" onClick={discard} />
      <Show
        when={url()}
        fallback={
          <>
            <span class={styles.dot} aria-hidden="true" />
            <span
              class={styles.time}
              role="timer"
              aria-label={recorder.state() === 'paused' ? t().chat.voice.paused : t().chat.voice.recording}
            >
              {clock(recorder.ms())}
            </span>
            <svg
              class={styles.meter}
              viewBox={`0 0 ${METER_BARS * 4} 32`}
              preserveAspectRatio="none"
              role="img"
              aria-label={t().chat.voice.level}
            >
              <path d={metered(levels())} />
            </svg>
            <Show
              when={recorder.state() === 'paused'}
              fallback={<IconButton label={t().chat.voice.pause} icon={Pause} tip="above" onClick={recorder.pause} />}
            >
              <IconButton label={t().chat.voice.resume} icon={Mic} tip="above" onClick={recorder.resume} />
            </Show>
            <IconButton label={t().chat.voice.finish} icon={Square} tip="above-end" onClick={() => void recorder.finish()} />
          </>
        }
      >
        {(address) => (
          <div class={styles.player}>
            <SoundPlayer
              url={address()}
              name={t().chat.voice.listen}
              ms={recorder.recording()?.ms}
              wave={recorder.recording()?.wave ?? []}
            />
          </div>
        )}
      </Show>
      <Button kind="primary" class={styles.send} aria-label={t().chat.voice.send} disabled={isSending()} onClick={() => void send()}>
        <Send size={17} aria-hidden="true" />
      </Button>
    </div>
  )
}

/** One stroke a bar, from the middle both ways. */
const metered = (levels: readonly number[]): string =>
  levels.map((level, index) => `M${index * 4 + 2} ${16 - (1 + level * 14)}V${16 + (1 + level * 14)}`).join('')
