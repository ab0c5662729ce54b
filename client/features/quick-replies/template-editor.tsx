import Paperclip from 'lucide-solid/icons/paperclip'
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import * as v from 'valibot'
import { newId } from '#shared/domain/id'
import {
  FolderName,
  MAX_FOLDER_CHARS,
  MAX_TEMPLATE_TITLE_CHARS,
  Shortcut,
  type Template,
  type TemplateWords,
} from '#shared/domain/template'
import { isSame } from '#shared/lib/is-same'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { GrowingArea } from '../../ui/growing-area'
import { CancelButton, Modal } from '../../ui/modal'
import { Notice } from '../../ui/notice'
import { allSaved, createOwnField } from '../../ui/own-field'
import { useAct } from '../act'
import { createField } from '../composer/field'
import { takeFiles } from '../composer/file-intake'
import { FileTray } from '../composer/file-tray'
import { createOwnTray } from '../composer/tray'
import { useData } from '../data-context'
import { EarlierList } from '../text/earlier-list'
import { MovedNotice } from '../text/moved-notice'
import { earlierWords } from '../text/shown-field'
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
  const [keptId, setKeptId] = createSignal(before?.id)
  const [isBusy, setBusy] = createSignal(false)
  const foldersId = createUniqueId()
  const textId = createUniqueId()
  const current = () => data.templates().find(({ id }) => id === keptId())
  const wasThere = createMemo((known: boolean) => known || current() !== undefined, before !== null)
  /** A colleague has removed it while it was being changed here. */
  const isGone = () => wasThere() && !current()
  const stored = createMemo<Contents & Pick<Template, 'earlier'>>((known) => current() ?? known, before ?? NOTHING_YET)
  const own = {
    title: createOwnField(() => stored().title),
    folder: createOwnField(() => stored().folder),
    shortcut: createOwnField(() => stored().shortcut),
    text: createOwnField(() => stored().text),
    attachments: createOwnField(() => stored().attachments),
  }
  const shown = () => ({
    title: { name: words().title, text: String, own: own.title },
    folder: { name: words().folder, text: String, own: own.folder },
    shortcut: { name: words().shortcut, text: String, own: own.shortcut },
    text: { name: words().text, text: String, own: own.text },
    attachments: { name: words().files, text: fileNames, own: own.attachments },
  })
  const text = own.text.value
  const shortcut = own.shortcut.value
  const field = createField(own.text.write)
  let picker: HTMLInputElement | undefined
  const tray = createOwnTray(data, { value: own.attachments.value, write: (files) => own.attachments.write([...files]) })
  const isChanged = () => Object.values(own).some((each) => each.isChanged())

  const isShortcut = () => v.is(Shortcut, shortcut().trim().toLowerCase())
  const isWhole = () => own.title.value().trim() !== '' && (text().trim() !== '' || tray.files().length > 0) && isShortcut()
  const canSave = () => isWhole() && !isBusy() && !isGone() && !Object.values(own).some((each) => each.hasMoved())
  const earlier = () => {
    const { title, text, shortcut, attachments } = shown()
    return earlierWords<TemplateWords>(stored().earlier, { title, text, shortcut, attachments })
  }
  /** Example values, so that the preview reads like a message. */
  const values = (): Values => ({
    customer: words().exampleName,
    operator: data.me().name,
    channel: words().exampleChannel,
    order: '47312',
    orderSum: words().exampleSum,
    orderStatus: words().exampleStatus,
  })

  const fields = (): Contents => ({
    title: own.title.value().trim(),
    folder: v.parse(FolderName, own.folder.value()),
    shortcut: shortcut().trim().toLowerCase(),
    text: text().trim(),
    attachments: [...tray.files()],
  })
  const save = async (isShared: boolean) => {
    const sent = fields()
    const id = keptId() ?? newId()
    // What a colleague has changed elsewhere meanwhile is left alone.
    const changed = Object.fromEntries(Object.entries(sent).filter(([name]) => own[name as keyof Contents].isChanged()))
    setBusy(true)
    const isStored =
      keptId() === undefined
        ? await act('template.create', { id, isShared, ...sent })
        : await act('template.update', { id, fields: changed })
    setBusy(false)
    if (!isStored) return
    if (isSame(fields(), sent)) return props.onClose()
    // What has been written meanwhile stays, as a change of what is kept now.
    setKeptId(id)
    allSaved(own, sent)
  }

  return (
    <Modal title={keptId() === undefined ? words().add : words().edit} isFirm={isChanged()} onClose={props.onClose}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave()) void save(new FormData(event.currentTarget).get('owner') !== 'mine')
        }}
      >
        <Show when={isGone()}>
          <Notice text={words().gone}>
            <Button size="small" onClick={() => void act('template.remove', { id: keptId() ?? '', isRemoved: false })}>
              {words().bringBack}
            </Button>
          </Notice>
        </Show>
        <Field
          label={words().title}
          required
          maxLength={MAX_TEMPLATE_TITLE_CHARS}
          value={own.title.value()}
          autocomplete="off"
          onInput={(event) => own.title.write(event.currentTarget.value)}
        />
        <MovedNotice of={shown().title} />
        <div class={styles.pair}>
          <Field
            label={words().folder}
            maxLength={MAX_FOLDER_CHARS}
            value={own.folder.value()}
            list={foldersId}
            autocomplete="off"
            onInput={(event) => own.folder.write(event.currentTarget.value)}
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
            onInput={(event) => own.shortcut.write(event.currentTarget.value)}
          />
        </div>
        <MovedNotice of={shown().folder} />
        <MovedNotice of={shown().shortcut} />
        <Show when={keptId() === undefined}>
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
              onInput={(event) => own.text.write(event.currentTarget.value)}
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
        <MovedNotice of={shown().text} />
        <MovedNotice of={shown().attachments} />
        <section class={styles.preview} aria-label={words().preview}>
          <h3>{words().preview}</h3>
          <QuickReplyPreview
            template={{ text: text() || words().emptyPreview, attachments: tray.files() as Template['attachments'] }}
            values={values()}
          />
        </section>
        <EarlierList words={earlier()} />
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

const NOTHING_YET: Contents = { title: '', folder: '', shortcut: '', text: '', attachments: [] }

const fileNames = (files: Template['attachments']): string => files.map(({ name }) => name).join(', ')
