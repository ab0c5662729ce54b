import { createEffect, createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { Composer } from './composer'
import { createDrop } from './drop'
import { behind } from './history'
import { Icon } from './icon'
import { Log } from './log'
import { useChat } from './use-chat'
import styles from './window.module.css'

/** A drop of the network shorter than this is mended before anyone need know. */
const BANNER_DELAY_MS = 2_500

export function Window() {
  const { chat, host, picked, words } = useChat()
  const name = () => chat.conversation().channel?.name ?? ''
  const drop = createDrop(picked.add)
  useHost()
  useNetwork()

  return (
    <main
      class={styles.window}
      aria-label={words.chat}
      data-dropping={drop.isOver()}
      onDragEnter={drop.enter}
      onDragOver={drop.over}
      onDragLeave={drop.leave}
      onDrop={drop.drop}
    >
      <header class={styles.header}>
        <span class={styles.avatar} aria-hidden="true">
          {name().slice(0, 1).toUpperCase() || '…'}
        </span>
        <div class={styles.title}>
          <h1>{name() || words.chat}</h1>
          <p>{words.subtitle}</p>
        </div>
        <Show when={host.isEmbedded}>
          <button
            type="button"
            class={styles.close}
            aria-label={words.close}
            title={words.close}
            onClick={() => host.tell({ type: 'close' })}
          >
            <Icon name="cross" />
          </button>
        </Show>
      </header>
      <Log />
      <Banner />
      <Composer />
      <Show when={drop.isOver()}>
        <div class={styles.drop}>{words.dropHere}</div>
      </Show>
    </main>
  )
}

/** Says that there is no connection, once it is worth saying. */
function Banner() {
  const { chat, words } = useChat()
  const [isLate, setLate] = createSignal(false)
  const link = createMemo(() => chat.conversation().link)
  const isDown = createMemo(() => link() === 'waiting' || link() === 'connecting')
  createEffect(() => {
    setLate(false)
    if (!isDown()) return
    const timer = setTimeout(() => setLate(true), BANNER_DELAY_MS)
    onCleanup(() => clearTimeout(timer))
  })
  const text = () => (link() === 'ended' ? words.ended : isDown() && isLate() ? words.offline : '')
  return (
    <div role="status" class={styles.banner} data-empty={text() === ''}>
      {text()}
    </div>
  )
}

/** Keeps the page around informed, and knows from it whether anybody is looking. */
function useHost(): void {
  const { chat, host } = useChat()
  const [isVisible, setVisible] = createSignal(document.visibilityState === 'visible')
  const look = () => setVisible(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', look)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) host.tell({ type: 'close' })
  }
  document.addEventListener('keydown', press)
  onCleanup(() => {
    document.removeEventListener('visibilitychange', look)
    document.removeEventListener('keydown', press)
  })
  createEffect(() => chat.watch(isVisible() && host.isShown()))
  const unread = createMemo(() => behind(chat.conversation().history, 'read').length)
  createEffect(() => host.tell({ type: 'unread', count: unread() }))
}

function useNetwork(): void {
  const { chat } = useChat()
  const reconnect = () => document.visibilityState === 'visible' && chat.reconnect()
  window.addEventListener('online', chat.reconnect)
  window.addEventListener('offline', chat.disconnect)
  document.addEventListener('visibilitychange', reconnect)
  onCleanup(() => {
    window.removeEventListener('online', chat.reconnect)
    window.removeEventListener('offline', chat.disconnect)
    document.removeEventListener('visibilitychange', reconnect)
  })
}
