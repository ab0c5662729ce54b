import { Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { fileSize } from '../file-size'
import { useOnline } from '../online'
import { SoundPlayer } from '../sound/sound-player'
import { createWaveform } from '../sound/waveform'
import { progressText } from '../upload-button'
import styles from './attachment-file.module.css'
import { DocumentSign } from './document-sign'
import { createFailure } from './shown'

interface FileProps {
  attachment: Attachment
}

/** @param props.trouble why it stands here as a document, where it is not one. */
export function PlainFile(props: FileProps & { trouble?: string }) {
  const data = useData()
  const isOnline = useOnline()
  const file = data.createFile(() => props.attachment)
  const size = () => fileSize(props.attachment.size, language(), t().common.bytes)
  return (
    <a
      class={styles.file}
      href={file.url() ?? undefined}
      download={props.attachment.name}
      aria-label={t().dialog.message.download(`${props.attachment.name} ${size()}`)}
      aria-disabled={file.url() === null}
    >
      <DocumentSign file={props.attachment} />
      <span class={styles.text}>
        <span class={styles.name}>{props.attachment.name}</span>{' '}
        <span class={styles.size}>
          {size()}
          <Show when={file.progress() !== null}> · {progressText(file, isOnline())}</Show>
          <Show when={props.trouble}> · {props.trouble}</Show>
        </span>
      </span>
    </a>
  )
}

export function AudioFile(props: FileProps) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  const wave = createWaveform(() => props.attachment, file.url)
  const failure = createFailure(file.url, () => t().chat.media.broken)
  const name = () => (props.attachment.voice ? t().chat.media.voice : t().chat.media.audio(props.attachment.name))
  return (
    <Show
      when={failure.why()}
      fallback={
        <div class={styles.audio}>
          <Show when={!props.attachment.voice}>
            <span class={styles.name}>{props.attachment.name}</span>
          </Show>
          <SoundPlayer url={file.url()} name={name()} ms={props.attachment.voice?.ms} wave={wave()} onFail={failure.fail} />
        </div>
      }
    >
      {(why) => <PlainFile attachment={props.attachment} trouble={why()} />}
    </Show>
  )
}
