import { useNavigate } from '@solidjs/router'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { HOTKEY_IDS, HOTKEYS, type HotkeyId, handlerOf, hotkeyLabel, isMac } from '../hotkeys'
import { dialogQueryParams, TABS } from '../inbox/dialog-query'
import { settingName, settingsOf } from '../settings/setting-names'
import { offeredActions, type PaletteAction } from './offers'

export interface PaletteEntry extends PaletteAction {
  readonly keys: string
}

/** Everything that can be done now: what has a key, what the screen offers, and where one can go. */
export function createPaletteActions(): () => readonly PaletteEntry[] {
  const data = useData()
  const navigate = useNavigate()
  const keyed = (): PaletteEntry[] =>
    HOTKEY_IDS.flatMap((id: HotkeyId) => {
      const run = id === 'palette' ? null : handlerOf(id)
      const from = t().hotkeys.scopes[HOTKEYS[id].scope]
      return run ? [{ id, name: t().hotkeys[id], from, keys: hotkeyLabel(id, isMac()), run }] : []
    })
  const to = (id: string, name: string, href: string): PaletteEntry => ({
    id,
    name,
    from: t().palette.goTo,
    keys: '',
    run: () => navigate(href),
  })
  const places = (): PaletteEntry[] => {
    const plain = { tab: 'open', answer: 'all', assignees: [], channels: [] } as const
    const list = (id: string, name: string, query: Parameters<typeof dialogQueryParams>[0]) => {
      const set = Object.entries(dialogQueryParams(query)).filter((pair): pair is [string, string] => pair[1] !== undefined)
      return to(id, name, `/chats?${new URLSearchParams(set)}`)
    }
    return [
      ...TABS.map((tab) => list(`tab.${tab}`, `${t().shell.chats}: ${t().inbox.tabs[tab]}`, { ...plain, tab })),
      list('filter.waiting', t().palette.waiting, { ...plain, answer: 'waiting' }),
      list('filter.mine', t().palette.mine, { ...plain, assignees: [data.me().operatorId] }),
      list('filter.nobody', t().palette.unassigned, { ...plain, assignees: [null] }),
      ...data.preferences().filters.map(({ id, name, params }) => to(`saved.${id}`, `${t().palette.saved}: ${name}`, `/chats?${params}`)),
      to('customers', t().shell.customers, '/customers'),
      ...(data.pipelines() ?? [])
        .filter(({ isRemoved }) => !isRemoved)
        .map(({ id, name }) => to(`pipeline.${id}`, `${t().cards.section}: ${name}`, `/pipelines/${id}`)),
      to('orders', t().orders.title, '/orders'),
      to('settings', t().shell.settings, '/settings'),
      ...settingsOf(data.me().role).map((id) => to(`settings.${id}`, `${t().shell.settings}: ${settingName(id)}`, `/settings#${id}`)),
    ]
  }
  return () => [...keyed(), ...offeredActions().map((action) => ({ ...action, keys: '' })), ...places()]
}
