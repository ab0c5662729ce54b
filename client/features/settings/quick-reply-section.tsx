import Lock from 'lucide-solid/icons/lock'
import Paperclip from 'lucide-solid/icons/paperclip'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import type { Template } from '#shared/domain/template'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { rankTemplates } from '../quick-replies/ranking'
import { Panel } from './panel'
import { QuickReplyFolder } from './quick-reply-folder'
import styles from './quick-reply-section.module.css'

const TemplateEditor = lazy(() => import('../quick-replies/template-editor'))

/** Everybody's quick replies and one's own, by folder. */
export function QuickReplySection() {
  const data = useData()
  const words = () => t().quickReplies
  const [query, setQuery] = createSignal('')
  const [edited, setEdited] = createSignal<Template | 'new' | null>(null)
  const folders = createMemo(() => [...new Set(data.templates().map(({ folder }) => folder))].sort())
  const shown = createMemo(() => rankTemplates(data.templates(), { query: query(), folder: null, usage: () => 0 }))
  const inFolder = (folder: string) => shown().filter((template) => template.folder === folder)
  return (
    <Panel title={words().title} hint={words().hint}>
      <div class={styles.bar}>
        <input
          class={styles.search}
          type="search"
          aria-label={words().search}
          placeholder={words().search}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <Button kind="primary" onClick={() => setEdited('new')}>
          <Plus size={16} aria-hidden="true" />
          {words().add}
        </Button>
      </div>
      <For
        each={folders().filter((folder) => inFolder(folder).length > 0)}
        fallback={<p class={styles.none}>{query() ? t().common.nothingFound : words().none}</p>}
      >
        {(folder) => (
          <QuickReplyFolder name={folder} templates={data.templates()}>
            <ul class={styles.list}>
              <For each={inFolder(folder)}>{(template) => <Row template={template} onEdit={() => setEdited(template)} />}</For>
            </ul>
          </QuickReplyFolder>
        )}
      </For>
      <Show when={edited()} keyed>
        {(template) => (
          <Suspense>
            <TemplateEditor
              template={template === 'new' ? null : template}
              folders={folders().filter((folder) => folder !== '')}
              onClose={() => setEdited(null)}
            />
          </Suspense>
        )}
      </Show>
    </Panel>
  )
}

function Row(props: { template: Template; onEdit(): void }) {
  const act = useAct()
  const words = () => t().quickReplies
  const remove = async () => {
    const { id, title } = props.template
    if (!(await act('template.remove', { id, isRemoved: true }))) return
    showToast(words().removed(title), {
      action: { label: t().common.undo, run: () => void act('template.remove', { id, isRemoved: false }) },
    })
  }
  return (
    <li class={styles.row}>
      <button type="button" class={styles.main} onClick={props.onEdit}>
        <span class={styles.title}>
          <span class={styles.name}>{props.template.title}</span>
          <Show when={props.template.ownerId !== null}>
            <span class={styles.tag}>
              <Lock size={12} aria-hidden="true" />
              {words().personal}
            </span>
          </Show>
          <Show when={props.template.attachments.length > 0}>
            <span class={styles.tag}>
              <Paperclip size={12} aria-hidden="true" />
              {props.template.attachments.length}
            </span>
          </Show>
          <Show when={props.template.shortcut}>
            <kbd class={styles.tag}>/{props.template.shortcut}</kbd>
          </Show>
        </span>
        <span class={styles.text}>{props.template.text}</span>
      </button>
      <IconButton label={words().editName(props.template.title)} icon={Pencil} size={17} tip="none" onClick={props.onEdit} />
      <IconButton label={words().removeName(props.template.title)} icon={Trash} size={17} tip="none" onClick={() => void remove()} />
    </li>
  )
}
