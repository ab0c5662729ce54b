import SearchX from 'lucide-solid/icons/search-x'
import { createMemo, createSelector, createSignal, For, Show } from 'solid-js'
import type { Search, SearchHit, SearchResults } from '../../data/contract-search'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { nextIndex } from '../../ui/menu'
import { Skeleton } from '../../ui/skeleton'
import { createPainted } from '../after-paint'
import { SearchHitRow } from './search-hit'
import styles from './search-results.module.css'

const KINDS = ['contact', 'message', 'note'] as const
/** Hits in sight: the first of an answer to be drawn. */
const IN_SIGHT = 12

interface Group {
  readonly title: string
  readonly where: string
  readonly hits: readonly SearchHit[]
}

export interface SearchResultListProps {
  search: Search
  onOpen(hit: SearchHit): void
  /** Hands out what Enter in the search field does. */
  onReady(openFirst: () => void): void
}

/** What is on the device first, at once; below it what the server adds, so that nothing moves under the hand. */
export default function SearchResultList(props: SearchResultListProps) {
  const results = () => props.search.results()
  const groups = createMemo(() => groupsOf(results()))
  const inOrder = createMemo(() => [...groups().values()].flatMap((group) => group.hits))
  const painted = createPainted(inOrder, [])
  /** What is out of sight waits for the rest to be painted; what stands there stays. */
  const drawn = createMemo((before: ReadonlySet<SearchHit>) => {
    const hits = inOrder()
    return new Set(painted() === hits ? hits : hits.filter((hit, place) => place < IN_SIGHT || before.has(hit)))
  }, new Set<SearchHit>())
  const drawnOf = (name: string) =>
    groups()
      .get(name)
      ?.hits.filter((hit) => drawn().has(hit)) ?? []
  // By name, so that what stands there already is not drawn anew when the server's answer comes.
  const names = createMemo(() => [...groups().keys()].filter((name) => drawnOf(name).length > 0))
  const [activeKey, setActiveKey] = createSignal<string>()
  const active = createMemo(() =>
    Math.max(
      inOrder().findIndex((hit) => hit.key === activeKey()),
      0,
    ),
  )
  const isActive = createSelector(() => inOrder()[active()]?.key)
  const isSearching = () => results().isSearching || results().server === 'searching'

  const [openedKey, setOpenedKey] = createSignal<string>()
  const open = (hit: SearchHit) => {
    setActiveKey(hit.key)
    setOpenedKey(hit.key)
    props.onOpen(hit)
  }
  // Not what was found for other letters.
  props.onReady(() => {
    const hit = inOrder()[active()]
    if (hit && !results().isSearching) open(hit)
  })
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
        {statusOf(results())}
      </p>
      <Show
        when={inOrder().length > 0}
        fallback={
          <Show when={!isSearching()} fallback={<Skeleton rows={6} shape="dialogs" />}>
            <EmptyState icon={SearchX} title={t().inbox.results.nothing} hint={t().inbox.results.nothingHint} />
          </Show>
        }
      >
        <div class={styles.scroller}>
          <div
            class={styles.results}
            role="listbox"
            aria-label={t().inbox.results.title}
            aria-activedescendant={`hit-${inOrder()[active()]?.key}`}
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            <For each={names()}>
              {(name) => (
                // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox; a fieldset is for forms.
                <div role="group" aria-label={`${groups().get(name)?.title}, ${groups().get(name)?.where}`}>
                  <div class={styles.title} aria-hidden="true">
                    {groups().get(name)?.title} <span class={styles.where}>{groups().get(name)?.where}</span>
                  </div>
                  <For each={drawnOf(name)}>
                    {(hit) => (
                      <SearchHitRow hit={hit} isActive={isActive(hit.key)} isOpened={hit.key === openedKey()} onOpen={() => open(hit)} />
                    )}
                  </For>
                </div>
              )}
            </For>
          </div>
          <Show when={results().hasMore}>
            <div class={styles.more}>
              <Button size="small" disabled={isSearching()} onClick={() => props.search.more()}>
                {t().inbox.results.more}
              </Button>
            </div>
          </Show>
        </div>
      </Show>
    </>
  )
}

/** By a name that stays when more is found. */
function groupsOf({ here, there }: SearchResults): ReadonlyMap<string, Group> {
  const words = t().inbox.results
  const titles = { contact: words.customers, message: words.messages, note: words.notes }
  const of = (place: 'here' | 'there', hits: readonly SearchHit[]): [string, Group][] =>
    KINDS.map((kind) => [`${place}/${kind}`, { title: titles[kind], where: words[place], hits: hits.filter((hit) => hit.kind === kind) }])
  return new Map([...of('here', here), ...of('there', there)].filter(([, group]) => group.hits.length > 0))
}

function statusOf({ here, there, isSearching, server }: SearchResults): string {
  const words = t().inbox.results
  if (isSearching) return words.searching
  const found = `${words.here}: ${here.length}`
  switch (server) {
    case 'searching':
      return `${found} · ${words.searchingThere}`
    case 'unreachable':
      return `${found} · ${words.unreachable}`
    case 'filling':
      return `${found} · ${words.there}: ${there.length} · ${words.filling}`
    case 'done':
      return `${found} · ${words.there}: ${there.length}`
  }
}
