import { createSignal, createUniqueId, onCleanup, onMount, Show } from 'solid-js'
import { CAPABILITIES, type Channel } from '#shared/domain/channel'
import { MAX_DRAFT_CHARS } from '#shared/domain/draft'
import { t } from '../../i18n/i18n'
import { GrowingArea } from '../../ui/growing-area'
import { showToast } from '../../ui/toast'
import { AttachButton } from '../composer/attach-button'
import { createDropZone } from '../composer/drop-zone'
import { createField, type Field } from '../composer/field'
import { takeFiles } from '../composer/file-intake'
import { type Facts, fileProblem } from '../composer/file-limits'
import { FileTray } from '../composer/file-tray'
import { TextCounter } from '../composer/text-counter'
import { createOwnTray, type OwnTray } from '../composer/tray'
import { useData } from '../data-context'
import { EmojiButton } from '../emoji/emoji-button'
import { ProductButton } from '../products/product-button'
import { jumpToBlank } from '../quick-replies/blank-jump'
import { Blanks } from '../quick-replies/blanks'
import type { ReplyPlace } from '../quick-replies/insert'
import { QuickReplyButton } from '../quick-replies/quick-reply-button'
import { createSlash, SlashMenu } from '../quick-replies/slash-menu'
import type { Values } from '../quick-replies/variables'
import styles from './first-message.module.css'

/** What is said first, while it is being written. Its files stay on the device only if they are sent. */
export interface FirstMessage {
  readonly field: Field
  readonly text: () => string
  write(text: string): void
  attach(area: HTMLTextAreaElement): void
  readonly tray: OwnTray
}

export function createFirstMessage(): FirstMessage {
  const tray = createOwnTray(useData())
  const [text, setText] = createSignal('')
  const field = createField(setText)
  onCleanup(tray.dropRest)
  return { field, attach: field.attach, text, write: setText, tray }
}

export interface FirstMessageFieldProps {
  message: FirstMessage
  channel: Channel | undefined
  values: Values
}

export function FirstMessageField(props: FirstMessageFieldProps) {
  const id = createUniqueId()
  let box: HTMLDivElement | undefined
  const [isOver, setOver] = createSignal<() => boolean>(() => false)
  const why = () => (props.channel && CAPABILITIES[props.channel.kind].attachments ? null : t().dialog.composer.noFiles)
  const problemOf = (file: Facts, names?: readonly string[]) => fileProblem(props.channel, file, names)
  const take = (files: readonly File[]) => {
    const refusal = why()
    if (refusal !== null) showToast(refusal, { tone: 'danger' })
    else void takeFiles(props.message.tray, files, problemOf).then(props.message.field.focus)
  }
  const place: ReplyPlace = {
    field: props.message.field,
    values: () => props.values,
    takeFiles: () => (why() === null ? take : null),
  }
  const slash = createSlash(place)
  onMount(() => box && setOver(() => createDropZone(box as HTMLDivElement, take)))
  return (
    <div class={styles.field}>
      <label for={id}>{t().inbox.writeFirst.text}</label>
      <div ref={box} class={styles.box} data-over={isOver()() ? '' : undefined}>
        <SlashMenu slash={slash} place={place} />
        <GrowingArea
          id={id}
          area={props.message.attach}
          class={styles.area}
          text={props.message.text()}
          value={props.message.text()}
          maxLength={MAX_DRAFT_CHARS}
          data-begin=""
          mirror={<Blanks text={props.message.text()} />}
          onInput={(event) => {
            props.message.write(event.currentTarget.value)
            slash.look()
          }}
          onKeyDown={(event) => {
            if (event.isComposing || slash.key(event) || jumpToBlank(props.message.field, event)) return
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])]
            if (files.length === 0) return
            event.preventDefault()
            take(files)
          }}
        />
        <FileTray tray={props.message.tray} problemOf={problemOf} />
        <div class={styles.tools}>
          <QuickReplyButton place={place} />
          <ProductButton place={place} />
          <EmojiButton field={props.message.field} />
          <AttachButton why={why()} take={take} />
          <span class={styles.gap} />
          <TextCounter channel={props.channel?.kind} text={props.message.text()} />
        </div>
      </div>
      <Show when={isOver()() && why()}>{(refusal) => <p class={styles.refusal}>{refusal()}</p>}</Show>
    </div>
  )
}
