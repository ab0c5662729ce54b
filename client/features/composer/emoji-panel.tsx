import { For } from 'solid-js'
import styles from './emoji-panel.module.css'

/** What shops write to customers, by kin: faces, hands, hearts, things of the trade. */
const EMOJI =
  '😊 🙂 😀 😄 😁 😅 😂 🤣 😉 😍 🥰 😘 😋 😎 🤗 🤔 🙄 😴 😢 😭 😔 😕 😳 😱 😡 🤝 👍 👎 👌 🙏 👏 💪 👋 ✌️ 🤞 👇 👉 ☝️ ❤️ 🧡 💛 💚 💙 💜 🤍 💔 ✨ ⭐ 🔥 🎉 🎁 🎈 🌸 🌷 💐 🌿 ☀️ 🌙 ❄️ ☕ 🍰 ✅ ❌ ⚠️ ❓ ❗ 💬 📞 📷 📎 📦 🚚 ✈️ 🏠 🛒 🛍️ 💳 💵 🧾 📅 ⏰ 🔍 🔔 💡 👗 👟 👜 💍 💄 🧸'.split(
    ' ',
  )

const COLUMNS = 9

export default function EmojiPanel(props: { onPick(emoji: string): void }) {
  let grid: HTMLDivElement | undefined
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key]
    if (!by || !grid) return
    event.preventDefault()
    const buttons = [...grid.querySelectorAll('button')]
    buttons[buttons.findIndex((button) => button.matches(':focus')) + by]?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between its buttons.
    <div class={styles.grid} style={{ '--columns': COLUMNS }} ref={grid} onKeyDown={onKeyDown}>
      <For each={EMOJI}>
        {(emoji) => (
          <button type="button" class={styles.emoji} onClick={() => props.onPick(emoji)}>
            {emoji}
          </button>
        )}
      </For>
    </div>
  )
}
