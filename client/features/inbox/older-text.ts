import type { DialogList } from '../../data/contract'
import { t } from '../../i18n/i18n'

/** Below the list: that it goes on elsewhere; empty when all of it is here, or the rest comes by itself. */
export function olderText(older: ReturnType<DialogList['older']>): string {
  const words = t().inbox.older
  return { none: '', 'on-server': '', loading: words.loading, offline: words.offline }[older]
}
