import FolderIcon from 'lucide-solid/icons/folder'
import Pencil from 'lucide-solid/icons/pencil'
import { createSignal, type JSX, Show } from 'solid-js'
import { MAX_FOLDER_CHARS, type Template } from '#shared/domain/template'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { useAct } from '../act'
import styles from './quick-reply-section.module.css'

/** A folder with its contents; its name can be changed in place, which moves all that is in it. */
export function QuickReplyFolder(props: { name: string; templates: readonly Template[]; children: JSX.Element }) {
  const act = useAct()
  const words = () => t().quickReplies
  const [isEditing, setEditing] = createSignal(false)
  const rename = (name: string) => {
    setEditing(false)
    if (name === props.name) return
    const ids = props.templates.filter(({ folder }) => folder === props.name).map(({ id }) => id)
    void act('template.move', { ids, folder: name })
  }
  return (
    <section class={styles.folder} aria-label={props.name || words().noFolder}>
      <Show
        when={isEditing()}
        fallback={
          <h3 class={styles.heading}>
            <FolderIcon size={15} aria-hidden="true" />
            {props.name || words().noFolder}
            <Show when={props.name}>
              <IconButton label={words().renameFolder(props.name)} icon={Pencil} size={14} tip="none" onClick={() => setEditing(true)} />
            </Show>
          </h3>
        }
      >
        <input
          class={styles.rename}
          ref={(input) => queueMicrotask(() => input.select())}
          aria-label={words().folderName}
          value={props.name}
          maxLength={MAX_FOLDER_CHARS}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename(event.currentTarget.value.trim())
            if (event.key === 'Escape') setEditing(false)
          }}
          onBlur={(event) => isEditing() && rename(event.currentTarget.value.trim())}
        />
      </Show>
      {props.children}
    </section>
  )
}
