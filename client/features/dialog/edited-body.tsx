import { createEffect, createSignal, lazy, on } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import type { BegunEdit } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { PatientSuspense } from '../../ui/made-ahead'
import { showToast } from '../../ui/toast'
import type { BegunEdits } from './begun-edits'
import { createReplaced } from './replaced'

const MessageEditor = lazy(() => import('./message-editor'))

export interface EditedBodyProps {
  item: MessageItem
  edits: BegunEdits
  /** Characters the channel takes. */
  max: number
  isAsked: boolean
  /** @returns whether it is stored. */
  onSave(edit: BegunEdit): Promise<boolean>
  onOpen(): void
  onClose(): void
}

/** In the place of what a message says, the field for other words of it: while they are asked for, and while some have been begun. */
export function EditedBody(props: EditedBodyProps) {
  const id = () => props.item.id
  const begun = () => props.edits.all()[id()]
  const [isSaving, setSaving] = createSignal(false)
  // Saved a moment before the tab was closed, or in other ways come true.
  createEffect(() => {
    if (!props.isAsked && !isSaving() && begun()?.text.trim() === props.item.text) props.edits.set(id(), null)
  })
  // Saved or given up in another tab: the field closes here too.
  let isOwn = false
  createEffect(
    on(begun, (edit, before) => {
      if (before && !edit && !isOwn) props.onClose()
      isOwn = false
    }),
  )
  const [replaced, noteReplaced] = createReplaced(() => props.item.text)
  const save = async (edit: BegunEdit) => {
    noteReplaced()
    setSaving(true)
    const isStored = await props.onSave(edit).finally(() => setSaving(false))
    if (!isStored) return
    const now = begun()
    // What has been typed meanwhile stays, as a change of what is saved now.
    if (now && now.text.trim() !== edit.text) return props.edits.set(id(), { text: now.text, seenText: edit.text })
    props.edits.set(id(), null)
    props.onClose()
  }
  const giveUp = () => {
    giveUpEdit(props.edits, id())
    props.onClose()
  }
  return (
    <PatientSuspense>
      <MessageEditor
        item={props.item}
        max={props.max}
        begun={begun()}
        isOff={isSaving()}
        replaced={replaced()}
        isWanted={props.edits.asked() === id()}
        onFocused={() => props.edits.ask(null)}
        onWrite={(edit) => {
          props.onOpen()
          isOwn = true
          props.edits.set(id(), edit)
        }}
        onSight={(isInSight) => props.edits.setInSight(id(), isInSight)}
        onSave={(edit) => void save(edit)}
        onClose={giveUp}
      />
    </PatientSuspense>
  )
}

/** The message stays as it is. What was written comes back with one click. */
export function giveUpEdit(edits: BegunEdits, itemId: string): void {
  const edit = edits.all()[itemId]
  if (!edit) return
  edits.set(itemId, null)
  const run = () => {
    edits.ask(itemId)
    edits.set(itemId, edit)
  }
  showToast(t().chat.change.givenUp, { action: { label: t().chat.change.bringBack, run } })
}
