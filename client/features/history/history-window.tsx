import { createEffect, createMemo, createResource, createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js'
import type { DocumentVersion } from '#shared/domain/document-version'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { Skeleton } from '../../ui/skeleton'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'
import { listTime, moment } from '../dates'
import { now } from '../now'
import { operatorName } from '../people'
import { textEdit } from '../text/text-edit'
import type { HistoryButtonProps } from './history-button'
import styles from './history-window.module.css'
import { VersionText } from './version-text'

const LOOK_AGAIN_MS = 1000

/** A document's past: on the left who and when, on the right what changed. Restoring is a new edit. */
export default function HistoryWindow(props: HistoryButtonProps & { onClose(): void }) {
  const data = useData()
  const [history, { refetch }] = createResource(() => props.name, data.documentHistory)
  // What has just been written becomes a version some moments later.
  createEffect(() => {
    const read = history()
    if (!read?.ok || props.text.isLoading() || props.text.text() === (read.versions[0]?.text ?? '')) return
    const timer = setTimeout(() => void refetch(), LOOK_AGAIN_MS)
    onCleanup(() => clearTimeout(timer))
  })
  const versions = createMemo((): readonly DocumentVersion[] => {
    // What was read last, while it is being read again.
    const read = history.latest
    return read?.ok ? read.versions : []
  })
  const [picked, setPicked] = createSignal(0)
  const shown = () => versions()[picked()]
  const before = () => versions()[picked() + 1]?.text ?? ''
  const authors = (version: DocumentVersion) =>
    version.authors.map((id) => (id === null ? t().documents.history.program : operatorName(data.operators(), id))).join(', ')
  const restore = (version: DocumentVersion) => {
    const edit = textEdit(props.text.text(), version.text, version.text.length)
    if (edit) props.text.splice(edit.index, edit.remove, edit.insert)
    showToast(t().documents.history.restored)
    props.onClose()
  }
  const isNow = (version: DocumentVersion) => !props.text.isLoading() && version.text === props.text.text()

  return (
    <Modal title={t().documents.history.title(props.title)} onClose={props.onClose}>
      <Switch fallback={<Skeleton shape="lines" rows={4} />}>
        <Match when={history.latest?.ok === false}>
          <p class={styles.none}>
            {data.connection().phase === 'live' ? t().documents.history.unavailable : t().documents.history.offline}
          </p>
        </Match>
        <Match when={history.latest?.ok && versions().length === 0}>
          <p class={styles.none}>{t().documents.history.empty}</p>
        </Match>
        <Match when={shown()}>
          {(version) => (
            <div class={styles.panes}>
              <ol class={styles.list} aria-label={t().documents.history.versions}>
                <For each={versions()}>
                  {(each, index) => (
                    <li>
                      <button type="button" class={styles.version} aria-pressed={picked() === index()} onClick={() => setPicked(index())}>
                        <Avatar id={each.authors[0] ?? ''} name={authors(each)} size={24} />
                        <span class={styles.who}>
                          <strong>{authors(each)}</strong>
                          <time title={moment(each.at, language())}>{listTime(each.at, now(), language(), t().common)}</time>
                        </span>
                      </button>
                    </li>
                  )}
                </For>
              </ol>
              <section class={styles.text} aria-label={t().documents.history.changes}>
                <VersionText before={before()} after={version().text} />
                <footer class={styles.foot}>
                  <Show when={!isNow(version())} fallback={<span class={styles.now}>{t().documents.history.now}</span>}>
                    <Button kind="primary" size="small" disabled={props.text.isLoading()} onClick={() => restore(version())}>
                      {t().documents.history.restore}
                    </Button>
                  </Show>
                </footer>
              </section>
            </div>
          )}
        </Match>
      </Switch>
    </Modal>
  )
}
