import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { EmojiButton } from '../emoji/emoji-button'
import { ProductButton } from '../products/product-button'
import type { ReplyPlace } from '../quick-replies/insert'
import { QuickReplyButton } from '../quick-replies/quick-reply-button'
import { ShareDraftButton } from '../shared-draft/share-draft-button'
import { VoiceButton } from '../voice/voice-button'
import { AttachButton } from './attach-button'
import styles from './composer-toolbar.module.css'
import type { Composing } from './composing'
import type { Field } from './field'
import { LaterButton } from './later-button'
import { NoteButton } from './note-button'
import type { ReplyTarget } from './reply-target'
import { SendButton } from './send-button'
import { TextCounter } from './text-counter'

/** What a tool of the composer is given. */
export interface ToolProps {
  row: DialogRow
  target: ReplyTarget
  composing: Composing
  field: Field
  /** Where quick replies go. */
  place: ReplyPlace
  /** Takes files into the message. */
  take(files: readonly File[]): void
  /** Something has been sent from here. */
  onSent(): void
}

/** Under the field: on the left what puts something into the message, on the right what sends it. */
export function ComposerToolbar(props: ToolProps) {
  return (
    <div class={styles.tools}>
      <NoteButton {...props} />
      <QuickReplyButton place={props.place} />
      <ProductButton place={props.place} />
      <EmojiButton field={props.field} />
      <AttachButton
        why={props.composing.canAttach() ? null : t().dialog.composer.noFiles}
        disabled={props.composing.isNote()}
        take={props.take}
      />
      <VoiceButton row={props.row} composing={props.composing} onSent={props.onSent} />
      <ShareDraftButton row={props.row} composing={props.composing} target={props.target} />
      <span class={styles.gap} />
      <LaterButton {...props} />
      <TextCounter channel={props.composing.isNote() ? undefined : props.row.channel?.kind} text={props.composing.text()} />
      <SendButton composing={props.composing} />
    </div>
  )
}
