import type { WidgetLanguage } from '#shared/protocol/widget'

/** The page's script holds these alone; the frame's words would make it three times as heavy. */
export interface LauncherWords {
  readonly chat: string
  readonly open: string
  readonly close: string
  readonly unread: string
}

export const LAUNCHER_WORDS: Readonly<Record<WidgetLanguage, LauncherWords>> = {
  ru: { chat: 'Чат', open: 'Открыть чат', close: 'Закрыть чат', unread: 'непрочитанных' },
  uk: { chat: 'Чат', open: 'Відкрити чат', close: 'Закрити чат', unread: 'непрочитаних' },
  en: { chat: 'Chat', open: 'Open chat', close: 'Close chat', unread: 'unread' },
}
