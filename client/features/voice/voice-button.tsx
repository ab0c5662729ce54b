import Mic from 'lucide-solid/icons/mic'
import { createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { CAPABILITIES, voiceTarget } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import type { ToolProps } from '../composer/composer-toolbar'
import { isWindowClosed } from '../composer/reply-facts'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import { hush } from '../sound/playing'
import { openMicrophone, recordedType } from './recorder'

const VoicePanel = lazy(() => import('./voice-panel'))

export interface VoiceButtonProps extends Pick<ToolProps, 'row' | 'composing'> {
  onSent(): void
}

/** The microphone. What would be refused is refused before one speaks. */
export function VoiceButton(props: VoiceButtonProps) {
  const data = useData()
  const [stream, setStream] = createSignal<MediaStream | null>(null)
  const type = recordedType()
  const refusal = (): string | null => {
    const words = t().chat.voice
    const can = props.row.channel && CAPABILITIES[props.row.channel.kind]
    if (!can?.attachments || can.voice.length === 0) return words.refusedByChannel
    if (isWindowClosed(data, props.row)) return t().dialog.composer.windowClosed
    if (type === null) return words.cannotRecord
    const recorded = type.split(';')[0] ?? type
    return voiceTarget(can, { recorded, canConvert: data.workspace()?.canConvertSound ?? false }) ? null : words.noConverter
  }
  const [isAsking, setAsking] = createSignal(false)
  let isGone = false
  onCleanup(() => {
    isGone = true
  })
  const begin = async () => {
    setAsking(true)
    const opened = await openMicrophone()
    setAsking(false)
    if (typeof opened === 'string') showToast(t().chat.voice[opened], { tone: 'danger' })
    // The chat was left while the browser asked: nobody would ever switch the microphone off.
    else if (isGone) for (const track of opened.getTracks()) track.stop()
    else {
      hush()
      setStream(opened)
    }
  }
  const isOff = () => props.composing.isNote() || refusal() !== null || isAsking() || stream() !== null
  useHotkey('voice', () => {
    const why = refusal()
    if (why) showToast(why, { tone: 'danger' })
    else if (!isOff()) void begin()
  })
  return (
    <>
      <IconButton
        label={t().chat.voice.record}
        icon={Mic}
        tip={refusal() ? 'none' : 'above'}
        title={refusal() ?? undefined}
        disabled={isOff()}
        onClick={() => void begin()}
      />
      <Show when={stream()} keyed>
        {(opened) => (
          <Suspense>
            <VoicePanel row={props.row} stream={opened} type={type ?? ''} onSent={props.onSent} onClose={() => setStream(null)} />
          </Suspense>
        )}
      </Show>
    </>
  )
}
