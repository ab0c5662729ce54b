/** The number of waiting chats on the browser's tab, its icon and the installed app. */
import { type Accessor, createEffect, onCleanup } from 'solid-js'
import { t } from '../../i18n/i18n'
import { badgeText } from '../../ui/badge'

export function createTabBadge(count: Accessor<number>): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  const plain = icon?.href
  createEffect(() => {
    document.title = t().shell.tabTitle(count())
  })
  createEffect(() => {
    if (icon && plain) icon.href = count() > 0 ? badgedIcon(count()) : plain
    void showOnApp(count())
  })
  onCleanup(() => {
    if (icon && plain) icon.href = plain
    void showOnApp(0)
  })
}

/** Browsers refuse it outside an installed app; there is nothing to do about that, and nothing lost. */
async function showOnApp(count: number): Promise<void> {
  if (!('setAppBadge' in navigator)) return
  await navigator.setAppBadge(count).catch(() => undefined)
}

function badgedIcon(count: number): string {
  const text = badgeText(count)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="15" fill="#2456e6"/>
<path d="M14 14h22v22H14z" fill="none" stroke="#fff" stroke-width="5" stroke-linejoin="round"/><path d="M25 14v22M14 25h22" stroke="#fff" stroke-width="5"/>
<rect x="${text.length > 2 ? 10 : 20}" y="26" width="${text.length > 2 ? 54 : 44}" height="38" rx="19" fill="#d92d2d"/>
<text x="${text.length > 2 ? 37 : 42}" y="55" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="${text.length > 2 ? 26 : 30}" fill="#fff">${text}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
