import SearchX from 'lucide-solid/icons/search-x'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { SearchHit } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { EmptyState } from '../../ui/empty-state'
import { nextIndex } from '../../ui/menu'
import { Skeleton } from '../../ui/skeleton'
import { useData } from '../data-context'
import { listTime } from '../dates'
import { now } from '../now'
import { markedParts, snippet } from './marked-text'
import styles from './search-results.module.css'

const KINDS = ['contact', 'message', 'note'] as const

export interface SearchResultListProps {
  text: string
  onOpen(hit: SearchHit): void
}

export function SearchResultList(props: SearchResultListProps) {
  const data = useData()
  const results = data.createSearch(() => props.text)
  const groups = createMemo(() =>
    KINDS.map((kind) => ({ kind, hits: results().hits.filter((hit) => hit.kind === kind) })).filter((group) => group.hits.length > 0),
  )
  const inOrder = createMemo(() => groups().flatMap((group) => group.hits))
  const [activeKey, setActiveKey] = createSignal<string>()
  const active = () =>
    Math.max(
      inOrder().findIndex((hit) => hit.key === activeKey()),
      0,
    )
  const title = (kind: SearchHit['kind']) =>
    ({ contact: t().inbox.results.customers, message: t().inbox.results.messages, note: t().inbox.results.notes })[kind]

  const [openedKey, setOpenedKey] = createSignal<string>()
  const open = (hit: SearchHit) => {
    setActiveKey(hit.key)
    setOpenedKey(hit.key)
    props.onOpen(hit)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const hit = inOrder()[active()]
    if (event.key === 'Enter' && hit) open(hit)
    const to = nextIndex(event.key, active(), inOrder().length)
    if (to === null) return
    event.preventDefault()
    const key = inOrder()[to]?.key
    setActiveKey(key)
    document.getElementById(`hit-${key}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <>
      <p class={styles.status} role="status">
        <Show when={!results().isSearching} fallback={t().inbox.results.searching}>
          <Show when={inOrder().length > 0}>
            {t().inbox.results.local}: {t().inbox.results.count(inOrder().length)}
          </Show>
        </Show>
      </p>
      <Show
        when={inOrder().length > 0}
        fallback={
          <Show when={!results().isSearching} fallback={<Skeleton rows={6} shape="dialogs" />}>
            <EmptyState icon={SearchX} title={t().inbox.results.nothing} hint={t().inbox.results.nothingHint} />
          </Show>
        }
      >
        <div
          class={styles.results}
          role="listbox"
          aria-label={t().inbox.results.title}
          aria-activedescendant={`hit-${inOrder()[active()]?.key}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <For each={groups()}>
            {(group) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox; a fieldset is for forms.
              <div role="group" aria-label={title(group.kind)}>
                <div class={styles.title} aria-hidden="true">
                  {title(group.kind)}
                </div>
                <For each={group.hits}>
                  {(hit) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox, where the focus is.
                    <div
                      class={styles.hit}
                      id={`hit-${hit.key}`}
                      role="option"
                      tabIndex={-1}
                      aria-selected={hit.key === openedKey()}
                      data-active={inOrder()[active()]?.key === hit.key ? '' : undefined}
                      onClick={() => open(hit)}
                    >
                      <Avatar id={hit.dialogId} name={hit.name} size={32} />
                      <span class={styles.text}>
                        <span class={styles.head}>
                          <span class={styles.name}>
                            {hit.kind === 'contact' ? <Marked hit={hit} /> : hit.name || t().common.namelessCustomer}
                          </span>
                          <time class={styles.time}>{listTime(hit.at, now(), language(), t().common)}</time>
                        </span>
                        <Show when={hit.kind !== 'contact'}>
                          <span class={styles.line}>
                            <Marked hit={hit} />
                          </span>
                        </Show>
                      </span>
                    </div>
                  )}
                </For>
              </div>
            )}
          </For>
        </div>
      </Show>
    </>
  )
}

function Marked(props: { hit: SearchHit }) {
  const parts = createMemo(() => {
    const cut = snippet(props.hit.text, props.hit.marks)
    return markedParts(cut.text, cut.marks)
  })
  return <For each={parts()}>{(part) => (part.isMarked ? <mark>{part.text}</mark> : part.text)}</For>
}
