import { onMount } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { save } from './downloads'
import { FileImage } from './file-image'
import { Icon } from './icon'
import styles from './lightbox.module.css'
import { useChat } from './use-chat'

/** A picture over the whole window. */
export function Lightbox(props: { file: Attachment; onClose: () => void }) {
  const { downloads, words } = useChat()
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  const download = () => void downloads.url(props.file.id).then((url) => save(url, props.file.name))

  return (
    <dialog
      ref={dialog}
      class={styles.lightbox}
      aria-label={props.file.name}
      onClose={() => props.onClose()}
      on:click={(event) => event.target === dialog && dialog?.close()}
      // Escape closes the picture; the chat stays. Native, because Solid's own handlers are called by the document.
      on:keydown={(event) => event.stopPropagation()}
    >
      <FileImage id={props.file.id} alt={props.file.name} />
      <div class={styles.actions}>
        <button type="button" aria-label={`${words.download} ${props.file.name}`} onClick={download}>
          <Icon name="save" />
        </button>
        <button type="button" aria-label={words.close} onClick={() => dialog?.close()}>
          <Icon name="cross" />
        </button>
      </div>
    </dialog>
  )
}
