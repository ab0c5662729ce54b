import NotebookPen from 'lucide-solid/icons/notebook-pen'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { useHotkey } from '../hotkeys'
import type { ToolProps } from './composer-toolbar'

/** From the message to the customer to a note for colleagues, and back. */
export function NoteButton(props: ToolProps) {
  const write = (isNote: boolean) => {
    props.composing.setNote(isNote)
    props.field.focus()
  }
  useHotkey('note', () => write(!props.composing.isNote()))
  useHotkey('message', () => write(false))
  return (
    <IconButton
      label={t().dialog.composer.note}
      icon={NotebookPen}
      tip="above-start"
      aria-pressed={props.composing.isNote()}
      onClick={() => write(!props.composing.isNote())}
    />
  )
}
