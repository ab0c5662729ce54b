import Paperclip from 'lucide-solid/icons/paperclip'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import * as v from 'valibot'
import { newId } from '#shared/domain/id'
import { FolderName, MAX_FOLDER_CHARS, MAX_TEMPLATE_TITLE_CHARS, Shortcut, type Template } from '#shared/domain/template'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { GrowingArea } from '../../ui/growing-area'
import { CancelButton, Modal } from '../../ui/modal'
import { useAct } from '../act'
import { createField } from '../composer/field'
import { takeFiles } from '../composer/file-intake'
import { FileTray } from '../composer/file-tray'
import { createOwnTray } from '../composer/tray'
import { useData } from '../data-context'
import { Blanks } from './blanks'
import { QuickReplyPreview } from './quick-reply-preview'
import styles from './template-editor.module.css'
import { VARIABLES, type Values, variableName } from './variables'

export interface TemplateEditorProps {
  /** Null: a new one. */
  template: Template | null
  folders: readonly string[]
  onClose(): void
}

/** A quick reply being written, with what it will look like beside it. */
export default function TemplateEditor(props: TemplateEditorProps) {
  const words = () => t().quickReplies.editor
  const data = useData()
  const act = useAct()
  const before = props.template
  const foldersId = createUniqueId()
  const textId = createUniqueId()
  const [text, setText] = createSignal(before?.text ?? '')
  const [shortcut, setShortcut] = createSignal(before?.shortcut ?? '')
  const field = createField(setText)
  let picker: HTMLInputElement | undefined
  const files = before?.attachments ?? []
  const tray = createOwnTray(data, files)
  const isChanged = () => text() !== (before?.text ?? '') || tray.files() !== files

  const isShortcut = () => v.is(Shortcut, shortcut().trim().toLowerCase())
  const canSave = () => (text().trim() !== '' || tray.files().length > 0) && isShortcut()
  /** Example values, so that the preview reads like a message. */
  const values = (): Values => ({
    customer: words().exampleName,
    operator: data.me().name,
    channel: words().exampleChannel,
    order: '47312',
    orderSum: words().exampleSum,
    orderStatus: words().exampleStatus,
  })

  const save = async (form: FormData) => {
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const fields = {
      title: given('title'),
      folder: v.parse(FolderName, given('folder')),
      shortcut: shortcut().trim().toLowerCase(),
      text: text().trim(),
      attachments: [...tray.files()],
    }
    const isStored = before
      ? await act('template.update', { id: before.id, fields: changedOf(before, fields) })
      : await act('template.create', { id: newId(), isShared: given('owner') !== 'mine', ...fields })
    if (isStored) props.onClose()
  }

  return (
    <Modal title={before ? words().edit : words().add} isFirm={isChanged()} onClose={props.onClose}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave()) void save(new FormData(event.currentTarget))
        }}
      >
        <Field
          label={words().title}
          name="title"
          required
          maxLength={MAX_TEMPLATE_TITLE_CHARS}
          value={before?.title ?? ''}
          autocomplete="off"
        />
        <div class={styles.pair}>
          <Field
            label={words().folder}
            name="folder"
            maxLength={MAX_FOLDER_CHARS}
            value={before?.folder ?? ''}
            list={foldersId}
            autocomplete="off"
          />
          <datalist id={foldersId}>
            <For each={props.folders}>{(folder) => <option value={folder} />}</For>
          </datalist>
          <Field
            label={words().shortcut}
            value={shortcut()}
            error={isShortcut() ? undefined : words().badShortcut}
            hint={words().shortcutHint}
            autocomplete="off"
            onInput={(event) => setShortcut(event.currentTarget.value)}
          />
        </div>
        <Show when={!before}>
          <label class={styles.owner}>
            <input type="checkbox" name="owner" value="mine" />
            {words().onlyMine}
          </label>
        </Show>
        <div class={styles.text}>
          <label for={textId}>{words().text}</label>
          <div class={styles.box}>
            <GrowingArea
              id={textId}
              area={field.attach}
              class={styles.area}
              text={text()}
              value={text()}
              mirror={<Blanks text={text()} />}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <FileTray tray={tray} />
            <div class={styles.tools}>
              <For each={VARIABLES}>
                {(variable) => (
                  <button
                    type="button"
                    class={styles.variable}
                    onClick={() => field.insert(`{${variableName(variable, language())}}`)}
                  >{`{${variableName(variable, language())}}`}</button>
                )}
              </For>
              <Button size="small" onClick={() => picker?.click()}>
                <Paperclip size={14} aria-hidden="true" />
                {t().dialog.composer.attach}
              </Button>
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                onChange={(event) => {
                  void takeFiles(tray, [...(event.currentTarget.files ?? [])])
                  event.currentTarget.value = ''
                }}
              />
            </div>
          </div>
        </div>
        <section class={styles.preview} aria-label={words().preview}>
          <h3>{words().preview}</h3>
          <QuickReplyPreview
            template={{ text: text() || words().emptyPreview, attachments: tray.files() as Template['attachments'] }}
            values={values()}
          />
        </section>
        <div class={styles.end}>
          <CancelButton />
          <Button type="submit" kind="primary" disabled={!canSave()}>
            {t().common.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

type Contents = Pick<Template, 'title' | 'folder' | 'shortcut' | 'text' | 'attachments'>

/** What a colleague has changed elsewhere meanwhile is left alone. */
function changedOf(before: Template, after: Contents): Partial<Contents> {
  const entries = Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Contents]))
  return Object.fromEntries(entries)
}
