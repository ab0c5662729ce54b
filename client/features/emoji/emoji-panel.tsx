import Search from 'lucide-solid/icons/search'
import { createEffect, createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { LANGUAGES, type Language, language, t } from '../../i18n/i18n'
import { createUsedLately } from '../used-lately'
import { bare, type Emoji, findEmoji, loadEmoji, TONES, type Tone, withTone } from './emoji-list'
import styles from './emoji-panel.module.css'

const COLUMNS = 9
const MAX_RECENT = 18
/** What shops write to customers, until this person has used some. */
const FIRST_RECENT = ['😊', '👍', '🙏', '❤️', '🎉', '🚚', '📦', '✅', '🔥']
const TONE_KEY = 'okno.emoji-tone'
const HAND = '✋'

/** @param onPick `more`: with Shift, for another one after it. */
export default function EmojiPanel(props: { onPick(emoji: string, more: boolean): void }) {
  const used = createUsedLately('emoji')
  const [groups] = createResource(language, loadEmoji)
  const [query, setQuery] = createSignal('')
  const isAsked = createMemo(() => query().trim() !== '')
  // A signal: a resource that is still coming would take away what is being written in.
  const [others, setOthers] = createSignal<readonly (readonly Emoji[])[]>([])
  createEffect(() => {
    if (!isAsked()) return
    const own = language()
    loadAll(LANGUAGES.filter((each) => each !== own)).then(setOthers, (error: unknown) =>
      console.error('Only one language is searched', error),
    )
  })
  const [tone, setTone] = createSignal<Tone>(TONES.find((each) => each === localStorage.getItem(TONE_KEY)) ?? '')
  const all = createMemo(() => (groups() ?? []).flat())
  const recent = createMemo(() => {
    const byFace = new Map(all().map((emoji) => [bare(emoji.emoji), emoji]))
    return [...new Set([...used.ids(), ...FIRST_RECENT].map(bare))].flatMap((face) => byFace.get(face) ?? []).slice(0, MAX_RECENT)
  })
  const shown = createMemo(() =>
    isAsked()
      ? [{ name: t().emoji.found, emoji: findEmoji(all(), query(), others()) }]
      : [
          { name: t().emoji.recent, emoji: recent() },
          ...(groups() ?? []).map((emoji, index) => ({ name: t().emoji.groups[index] ?? '', emoji })),
        ],
  )
  const pick = (emoji: Emoji, more: boolean) => {
    used.note(emoji.emoji)
    props.onPick(withTone(emoji, tone()), more)
  }
  const chooseTone = (next: Tone) => {
    localStorage.setItem(TONE_KEY, next)
    setTone(next)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus about.
    <div class={styles.panel} onKeyDown={moveInGrid}>
      <div class={styles.top}>
        <label class={styles.search}>
          <Search size={16} aria-hidden="true" />
          <input
            type="search"
            aria-label={t().emoji.search}
            placeholder={t().emoji.search}
            value={query()}
            onInput={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              const [first] = shown().flatMap(({ emoji }) => emoji)
              if (event.key !== 'Enter' || !first) return
              event.preventDefault()
              pick(first, event.shiftKey)
            }}
          />
        </label>
        <fieldset class={styles.tones} aria-label={t().emoji.tone}>
          <For each={TONES}>
            {(each, index) => (
              <button
                type="button"
                class={styles.tone}
                aria-pressed={tone() === each}
                aria-label={t().emoji.tones[index()]}
                onClick={() => chooseTone(each)}
              >
                {HAND}
                {each}
              </button>
            )}
          </For>
        </fieldset>
      </div>
      <div class={styles.scroll}>
        <For each={shown()}>
          {(group) => (
            <section class={styles.group} aria-label={group.name}>
              <h2 class={styles.heading}>{group.name}</h2>
              <div class={styles.grid} style={{ '--columns': COLUMNS }}>
                <For each={group.emoji} fallback={<p class={styles.nothing}>{groups.loading ? '' : t().common.nothingFound}</p>}>
                  {(emoji) => (
                    <button
                      type="button"
                      class={styles.emoji}
                      title={emoji.name}
                      aria-label={emoji.name}
                      data-emoji=""
                      onClick={(event) => pick(emoji, event.shiftKey)}
                    >
                      {withTone(emoji, tone())}
                    </button>
                  )}
                </For>
              </div>
            </section>
          )}
        </For>
        <Show when={groups.error}>
          <p class={styles.nothing}>{t().common.failedTitle}</p>
        </Show>
      </div>
    </div>
  )
}

const loadAll = async (languages: readonly Language[]) => (await Promise.all(languages.map(loadEmoji))).map((groups) => groups.flat())

/** Arrows lead from the search field into the grid and about in it: to the nearest below or above, whatever the group. */
function moveInGrid(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-emoji]')]
  const from = buttons.findIndex((button) => button.matches(':focus'))
  const to = from < 0 ? (event.key === 'ArrowDown' ? 0 : -1) : targetOf(event.key, buttons, from)
  if (to === null || to < -1) return
  if (from < 0 && to < 0) return
  event.preventDefault()
  if (to === -1) event.currentTarget.querySelector('input')?.focus()
  else buttons[to]?.focus()
}

function targetOf(key: string, buttons: readonly HTMLElement[], from: number): number | null {
  if (key === 'ArrowLeft') return from - 1
  if (key === 'ArrowRight') return Math.min(from + 1, buttons.length - 1)
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null
  const here = buttons[from]
  if (!here) return null
  const isBelow = key === 'ArrowDown'
  const rows = buttons.map((button, index) => ({ index, top: button.offsetTop, left: button.offsetLeft }))
  const beyond = rows.filter(({ top }) => (isBelow ? top > here.offsetTop : top < here.offsetTop))
  if (beyond.length === 0) return isBelow ? from : -1
  const line = isBelow ? Math.min(...beyond.map(({ top }) => top)) : Math.max(...beyond.map(({ top }) => top))
  const inLine = beyond.filter(({ top }) => top === line)
  return inLine.reduce((best, each) => (Math.abs(each.left - here.offsetLeft) < Math.abs(best.left - here.offsetLeft) ? each : best)).index
}
