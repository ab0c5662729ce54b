/** Signing in at the page of a channel's provider: the browser goes there, and comes back to the settings. */
import * as v from 'valibot'
import { ChannelKind } from '#shared/domain/channel'
import { type ApiFailure, type ApiResult, callApi } from '../settings/api'
import { Checked } from './channel-api'

/** Where providers send people back to; an administrator tells them beforehand. */
export const RETURN_PATH = '/api/signed-in'

const Page = v.object({ url: v.pipe(v.string(), v.url(), v.regex(/^https?:/)) })

const Attempt = v.object({
  kind: ChannelKind,
  name: v.nullable(v.string()),
  channelId: v.nullable(v.string()),
  settings: v.record(v.string(), v.unknown()),
  /** Names of those that were given. */
  secrets: v.array(v.string()),
  /** Null: nobody has come back from it. */
  outcome: v.nullable(Checked),
})

/** One from which somebody has come back in vain. */
export interface FailedAttempt extends Omit<v.InferOutput<typeof Attempt>, 'outcome'> {
  readonly state: string
  readonly refusal: Extract<Checked, { ok: false }>
}

export interface ConsentAsked {
  readonly settings?: Readonly<Record<string, unknown>>
  readonly secrets?: Readonly<Record<string, string>>
  /** The attempt before: what was secret in it need not be typed again. */
  readonly again?: string | undefined
}

/** @returns what has kept us here. */
export async function goToConsent(
  asked: ConsentAsked & ({ readonly channelId: string } | { readonly kind: ChannelKind; readonly name?: string }),
): Promise<ApiFailure | undefined> {
  const result = await callApi('/api/channel-consents', { method: 'POST', body: asked, answer: Page })
  if (!result.ok) return result.reason
  location.assign(result.value.url)
  return undefined
}

export const attemptOf = (state: string): Promise<ApiResult<v.InferOutput<typeof Attempt>>> =>
  callApi(`/api/channel-consents/${encodeURIComponent(state)}`, { answer: Attempt })
