import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { sizeText } from './dates'
import { save } from './downloads'
import { FileImage } from './file-image'
import styles from './files.module.css'
import { Icon } from './icon'
import { Lightbox } from './lightbox'
import type { OutgoingFile } from './outgoing'
import { useChat } from './use-chat'

/** A message's files. `outgoing`: the same ones while they are on their way. */
export function Files(props: { files: readonly Attachment[]; outgoing: readonly OutgoingFile[] }) {
  const progress = (id: string) => {
    const file = props.outgoing.find((one) => one.id === id)
    return file && file.stage !== 'uploaded' ? file.progress : null
  }
  const ids = () => props.files.map(({ id }) => id)
  const byId = createMemo(() => new Map(props.files.map((file) => [file.id, file])))
  // By id: the answer to a message brings the same files in new objects, and a picture must not blink for it.
  return <For each={ids()}>{(id) => <Show when={byId().get(id)}>{(file) => <File file={file()} progress={progress(id)} />}</Show>}</For>
}

function File(props: { file: Attachment; progress: number | null }) {
  const [isBroken, setBroken] = createSignal(false)
  return (
    <Show when={isPicture(props.file) && !isBroken()} fallback={<Chip file={props.file} progress={props.progress} />}>
      <Picture file={props.file} progress={props.progress} onFailed={() => setBroken(true)} />
    </Show>
  )
}

/** Only what every browser draws; the rest is a file to keep. */
const isPicture = ({ mime }: Attachment): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(mime)

function Picture(props: { file: Attachment; progress: number | null; onFailed: () => void }) {
  const { words } = useChat()
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <button type="button" class={styles.picture} aria-label={words.openPicture(props.file.name)} onClick={() => setOpen(true)}>
        <FileImage
          isSmall
          id={props.file.id}
          alt={props.file.name}
          width={props.file.width}
          height={props.file.height}
          onFailed={props.onFailed}
        />
        <Progress value={props.progress} />
      </button>
      <Show when={isOpen()}>
        <Lightbox file={props.file} onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}

function Chip(props: { file: Attachment; progress: number | null }) {
  const { downloads, language, words } = useChat()
  const [isFailed, setFailed] = createSignal(false)
  const download = () =>
    downloads.url(props.file.id).then(
      (url) => save(url, props.file.name),
      () => setFailed(true),
    )
  return (
    <button type="button" class={styles.chip} onClick={() => void download()}>
      <span class={styles.icon}>
        <Icon name="file" size={20} />
        <Progress value={props.progress} />
      </span>
      <span class={styles.about}>
        <span class="aside">{words.download}</span>
        <span class={styles.name}>{props.file.name}</span>
        <span class={styles.size}>{isFailed() ? words.unavailable : sizeText(props.file.size, words, language)}</span>
      </span>
    </button>
  )
}

function Progress(props: { value: number | null }) {
  return (
    <Show when={props.value !== null}>
      <progress class={styles.progress} max="1" value={props.value ?? 0} />
    </Show>
  )
}
