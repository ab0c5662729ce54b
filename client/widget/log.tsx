import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { Bubble, OperatorBubble } from './bubble'
import { dayText } from './dates'
import { Icon } from './icon'
import styles from './log.module.css'
import { type Entry, timeline } from './timeline'
import { useChat } from './use-chat'

/** Older messages are asked for before the visitor meets the edge. */
const NEAR_TOP_PX = 240
const AWAY_FROM_BOTTOM_PX = 160

/**
 * The conversation. The scroller is a reversed column, so its zero is the newest message: it stays there while
 * messages come, and stays where it is while older ones are put above.
 */
export function Log() {
  const { chat, words } = useChat()
  const [isAway, setAway] = createSignal(false)
  let scroller: HTMLDivElement | undefined
  const entries = createMemo(() => {
    const { outgoing, channel, ...held } = chat.conversation()
    return timeline(held, outgoing, channel?.greeting ?? '')
  })
  const byKey = createMemo(() => new Map(entries().map((entry) => [entry.key, entry])))

  function look(): void {
    if (!scroller) return
    const fromBottom = -scroller.scrollTop
    const fromTop = scroller.scrollHeight - scroller.clientHeight - fromBottom
    setAway(fromBottom > AWAY_FROM_BOTTOM_PX)
    if (fromTop < NEAR_TOP_PX) chat.loadOlder()
  }

  return (
    <div class={styles.frame}>
      {/* Focusable, so that the history can be scrolled with the keyboard. */}
      <div
        ref={scroller}
        class={styles.scroller}
        tabindex="0"
        role="log"
        aria-label={words.conversation}
        aria-live={isQuiet(chat.conversation()) ? 'off' : 'polite'}
        onScroll={look}
      >
        <div class={styles.list}>
          <Show when={chat.conversation().isLoadingOlder}>
            <p class={styles.day}>{words.loadingOlder}</p>
          </Show>
          <For each={entries().map(({ key }) => key)}>{(key) => <EntryView of={() => byKey().get(key)} />}</For>
          <Show when={chat.conversation().typing !== null}>
            <div class={styles.typing} aria-hidden="true">
              <i />
              <i />
              <i />
            </div>
          </Show>
        </div>
      </div>
      <Typing />
      <Show when={isAway()}>
        <button
          type="button"
          class={styles.newest}
          aria-label={words.toNewest}
          onClick={() => scroller?.scrollTo({ top: 0, behavior: isCalm() ? 'auto' : 'smooth' })}
        >
          <Icon name="down" />
        </button>
      </Show>
    </div>
  )
}

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** What was said before is not news: a screen reader is not to be told the whole history. */
const isQuiet = ({ isLoadingOlder, link }: { isLoadingOlder: boolean; link: string }): boolean => isLoadingOlder || link === 'connecting'

function EntryView(props: { of: () => Entry | undefined }) {
  const { language, words } = useChat()
  // While its row is taken away the entry is already gone from the map: the last one known is shown until then.
  const entry = createMemo<Entry | undefined>((last) => props.of() ?? last, undefined, { equals: isSame })
  const as = <K extends Entry['kind']>(kind: K) => {
    const current = entry()
    return current?.kind === kind ? (current as Extract<Entry, { kind: K }>) : undefined
  }
  return (
    <Switch>
      <Match when={as('day')}>{(day) => <p class={styles.day}>{dayText(day().at, Date.now(), { words, language })}</p>}</Match>
      <Match when={as('greeting')}>{(greeting) => <Greeting text={greeting().text} />}</Match>
      <Match when={as('bubble')}>{(bubble) => <Bubble bubble={bubble().bubble} />}</Match>
    </Switch>
  )
}

/** A bubble nothing has happened to is left alone, whatever happens elsewhere. */
function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one?.kind !== 'bubble' || other?.kind !== 'bubble') return one === other
  const [a, b] = [one.bubble, other.bubble]
  return a.message === b.message && a.outgoing === b.outgoing && a.isFirst === b.isFirst && a.isLast === b.isLast && a.quoted === b.quoted
}

function Greeting(props: { text: string }) {
  const { chat } = useChat()
  return <OperatorBubble author={chat.conversation().channel?.name ?? ''} isFirst isLast text={props.text} />
}

/** Told beside the log, which would keep what it was told. */
function Typing() {
  const { chat, words } = useChat()
  const name = () => chat.conversation().typing
  return (
    <div role="status" class="aside">
      {name() === null ? '' : words.typing(name() || words.someone)}
    </div>
  )
}
