import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useOnline } from '../online'

const MAX_PX = 340

/** Pixels that a lone picture or film takes in the conversation: as large as it is, within a square. */
export function shownSize({ width = 320, height = 240 }: Pick<Attachment, 'width' | 'height'>): { width: number; height: number } {
  const scale = Math.min(1, MAX_PX / width, MAX_PX / height)
  return { width: Math.max(Math.round(width * scale), 96), height: Math.max(Math.round(height * scale), 72) }
}

export interface Failure {
  /** Why it is not shown, in words; null while nothing speaks against it. */
  readonly why: Accessor<string | null>
  fail(): void
}

/**
 * A file that the browser could not show. Without a network nobody can tell a spoilt one from one that is not on the device: it
 * is tried again when the network is back.
 */
export function createFailure(url: Accessor<string | null>, spoilt: () => string): Failure {
  const [hasFailed, setFailed] = createSignal(false)
  const isOnline = useOnline()
  const isHere = () => url()?.startsWith('blob:')
  createEffect(on(isOnline, (is) => is && setFailed(false), { defer: true }))
  const why = () => {
    if (!hasFailed()) return null
    return isOnline() || isHere() ? spoilt() : t().dialog.message.notHere
  }
  return { why, fail: () => setFailed(true) }
}
