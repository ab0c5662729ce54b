/** What the settings are made of: in order, under the names that stand in their addresses. */
import type { Role } from '#shared/domain/operator'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'

const IDS = [
  'look',
  'device',
  'sessions',
  'quick-replies',
  'catalogue',
  'customers',
  'pipelines',
  'hotkeys',
  'channels',
  'operators',
  'reply-guard',
  'keys',
] as const
export type SettingId = (typeof IDS)[number]

const FOR_ADMINS: readonly SettingId[] = ['reply-guard', 'keys']

/** Those that somebody of this role finds there. */
export const settingsOf = (role: Role): readonly SettingId[] => IDS.filter((id) => !FOR_ADMINS.includes(id) || canAdminister(role))

/** As the section is headed. */
export function settingName(id: SettingId): string {
  const { settings, quickReplies, products, customers, cards, hotkeys } = t()
  const names = {
    look: settings.look,
    device: settings.device.title,
    sessions: settings.sessions.title,
    'quick-replies': quickReplies.title,
    catalogue: products.catalogue,
    customers: customers.settings.title,
    pipelines: cards.settings.title,
    hotkeys: hotkeys.title,
    channels: settings.channels.title,
    operators: settings.operators.title,
    'reply-guard': settings.replyGuard.title,
    keys: settings.keys.title,
  } satisfies Record<SettingId, string>
  return names[id]
}
