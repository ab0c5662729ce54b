import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import styles from './composer.module.css'
import { sizeText } from './dates'
import { FileImage } from './file-image'
import { Icon } from './icon'
import type { OutgoingFile } from './outgoing'
import { useChat } from './use-chat'

export function Composer() {
  const { chat, device, host, picked, words } = useChat()
  const [text, setText] = createSignal(device.draft())
  let field: HTMLTextAreaElement | undefined
  let chooser: HTMLInputElement | undefined
  const canSend = () => text().trim() !== '' || picked.files().length > 0
  const isEnded = () => chat.conversation().link === 'ended'

  createEffect(on(host.isShown, (isShown) => isShown && field?.focus()))
  createEffect(on(text, () => fitHeight(field)))

  function write(value: string): void {
    setText(value)
    device.keepDraft(value)
    chat.typed(value === '')
  }

  function send(): void {
    if (!canSend()) return
    chat.send(text().trim(), picked.take())
    write('')
    field?.focus()
  }

  function press(event: KeyboardEvent): void {
    // While a word is being composed (Chinese, Japanese, some Android keyboards) Enter belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  }

  function paste(event: ClipboardEvent): void {
    const files = event.clipboardData?.files
    if (!files?.length) return
    event.preventDefault()
    picked.add(files)
  }

  return (
    <form
      class={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Show when={picked.files().length > 0}>
        <ul class={styles.files}>
          <For each={picked.files()}>{(file) => <Picked file={file} />}</For>
        </ul>
      </Show>
      <p class={styles.problem} role="alert">
        {picked.problem()}
      </p>
      <div class={styles.row}>
        <button
          type="button"
          class={styles.attach}
          aria-label={words.attach}
          title={words.attach}
          disabled={isEnded()}
          onClick={() => chooser?.click()}
        >
          <Icon name="clip" />
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            picked.add(event.currentTarget.files ?? [])
            event.currentTarget.value = ''
            field?.focus()
          }}
        />
        <textarea
          ref={field}
          rows="1"
          class={styles.field}
          aria-label={words.message}
          placeholder={words.placeholder}
          enterkeyhint="send"
          maxLength={MAX_MESSAGE_CHARS}
          disabled={isEnded()}
          value={text()}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={press}
          onPaste={paste}
        />
        <button type="submit" class={styles.send} aria-label={words.send} title={words.send} disabled={!canSend() || isEnded()}>
          <Icon name="send" size={20} />
        </button>
      </div>
    </form>
  )
}

function Picked(props: { file: OutgoingFile }) {
  const { language, picked, words } = useChat()
  return (
    <li class={styles.file}>
      <Show when={props.file.mime.startsWith('image/')} fallback={<Icon name="file" />}>
        <FileImage id={props.file.id} alt="" />
      </Show>
      <span class={styles.about}>
        <span class={styles.name}>{props.file.name}</span>
        <span class={styles.size}>{sizeText(props.file.size, words, language)}</span>
      </span>
      <button
        type="button"
        class={styles.remove}
        aria-label={words.removeFile(props.file.name)}
        onClick={() => picked.remove(props.file.id)}
      >
        <Icon name="cross" size={16} />
      </button>
    </li>
  )
}

/** As high as its text, up to the limit in the style sheet. */
function fitHeight(field: HTMLTextAreaElement | undefined): void {
  if (!field) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
