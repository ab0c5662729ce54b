import CornerUpLeft from 'lucide-solid/icons/corner-up-left'
import { Match, Show, Switch } from 'solid-js'
import { attachmentKind } from '#shared/domain/attachment'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Glyph } from '../../ui/glyph'
import { useData } from '../data-context'
import styles from './dialog-preview.module.css'

/** The draft if there is one, or a change of a message that was begun; otherwise the last message; a picture without words has its word. */
export function DialogPreview(props: { row: DialogRow }) {
  const data = useData()
  const edited = () => Object.values(data.begunEdits(props.row.id))[0]?.text
  const last = () => props.row.dialog.lastMessage
  const mime = () => last()?.mime
  const what = () => last()?.what
  return (
    <Switch fallback={t().inbox.noMessages}>
      <Match when={props.row.draft.trim()}>
        <span class={styles.draft}>{t().inbox.draft}</span> <bdi>{props.row.draft}</bdi>
      </Match>
      <Match when={props.row.draftFiles[0]}>
        {(file) => (
          <>
            <span class={styles.draft}>{t().inbox.draft}</span>{' '}
            <span class={styles.file}>{t().inbox.mime[attachmentKind(file().mime)]}</span>
          </>
        )}
      </Match>
      <Match when={edited()}>
        <span class={styles.draft}>{t().inbox.edit}</span> <bdi>{edited()}</bdi>
      </Match>
      <Match when={last()}>
        {(message) => (
          <>
            <Show when={message().direction === 'out'}>
              <span class={styles.own}>
                <Glyph icon={CornerUpLeft} size={13} stroke={2} />
              </span>
            </Show>
            <Show when={what()}>{(kind) => <span class={styles.file}>{message().text ? '' : t().chat.content[kind()]}</span>}</Show>
            <Show when={what() ? null : mime()}>
              {(type) => (
                <span class={styles.file}>
                  {t().inbox.mime[attachmentKind(type())]}
                  {message().text ? ' · ' : ''}
                </span>
              )}
            </Show>
            <bdi>{message().text}</bdi>
          </>
        )}
      </Match>
    </Switch>
  )
}
