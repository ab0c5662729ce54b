import NotebookPen from 'lucide-solid/icons/notebook-pen'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, Show } from 'solid-js'
import { noteDocument } from '#shared/domain/document'
import type { NoteItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { ClockTime } from '../clock-time'
import { createNoteWriter } from '../composer/note-writer'
import { useData } from '../data-context'
import { HistoryButton } from '../history/history-button'
import { operatorName } from '../people'
import { SharedTextArea } from '../text/shared-text-area'
import styles from './note-card.module.css'

/** A note among the messages: colleagues' eyes only, and all of them may write in it. */
export function NoteCard(props: { item: NoteItem; isPending: boolean }) {
  return (
    <Show when={!props.item.deleted} fallback={<p class={styles.removed}>{t().dialog.note.removed}</p>}>
      <LiveNote {...props} />
    </Show>
  )
}

/**
 * Shows the server's copy of the text, which is as good to read. The document is opened by whoever is about to write, or
 * when this device knows more than the server: a dialog may hold a thousand notes.
 */
function LiveNote(props: { item: NoteItem; isPending: boolean }) {
  const data = useData()
  const act = useAct()
  const writeNote = createNoteWriter()
  const name = () => noteDocument(props.item.dialogId, props.item.id)
  const [isWanted, setWanted] = createSignal(false)
  const isUnsynced = () => data.unsynced().has(name())
  // Once open it stays so: the server has our words some moments before its copy of the text shows them.
  const isOpen = createMemo<boolean>((before) => before || isWanted() || isUnsynced() || props.isPending, false)
  const text = data.createSharedText(() => (isOpen() ? name() : null))
  const want = () => setWanted(true)
  const remove = async () => {
    const { dialogId, id } = props.item
    const before = text.isLoading() ? props.item.text : text.text()
    if (!(await act('note.remove', { dialogId, itemId: id }))) return
    // A removed note does not come back; its words do, as a new one.
    showToast(t().dialog.note.removed, before ? { action: { label: t().common.undo, run: () => void writeNote(dialogId, before) } } : {})
  }
  return (
    <article class={styles.note} aria-label={t().dialog.note.title}>
      <header class={styles.head}>
        <NotebookPen size={15} aria-hidden="true" />
        <strong>{t().dialog.note.title}</strong>
        <span class={styles.author}>{operatorName(data.operators(), props.item.authorId)}</span>
        <ClockTime at={props.item.at} />
        <HistoryButton class={styles.remove} name={name()} text={text} title={t().dialog.note.title} onOpen={want} />
        <IconButton
          class={styles.remove}
          label={t().dialog.note.remove}
          icon={Trash}
          size={15}
          tip="above-end"
          onClick={() => void remove()}
        />
      </header>
      <SharedTextArea
        class={styles.text}
        text={text}
        preview={props.item.text}
        onWanted={want}
        hasMentions
        label={t().dialog.note.text}
        placeholder={t().dialog.note.placeholder}
      />
      <footer class={styles.foot}>
        <span>{t().dialog.note.hint}</span>
        <span>{isUnsynced() || !text.isSynced() || props.isPending ? t().dialog.note.syncing : t().dialog.note.synced}</span>
      </footer>
    </article>
  )
}
