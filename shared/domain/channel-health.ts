import * as v from 'valibot'
import { Instant } from './item'

/** How a connected channel stands. `limited`: it works, slower than usual. `auth`: its account must be looked at. */
export const CHANNEL_STATES = ['connecting', 'connected', 'limited', 'auth', 'down'] as const
export const ChannelState = v.picklist(CHANNEL_STATES)
export type ChannelState = v.InferOutput<typeof ChannelState>

/** What may be wrong with a channel; each has a sentence in every language of the screen. */
export const CHANNEL_PROBLEMS = [
  /** The token or password is wrong, or has been withdrawn. */
  'wrong-credentials',
  /** What was given at the vendor's page has been withdrawn or has ended: somebody must sign in there again. */
  'sign-in-again',
  /** Whoever was asked at the vendor's page has said no. */
  'consent-refused',
  /** The vendor does not take the application that asks: its id, its secret, or the address to come back to. */
  'app-refused',
  /** Signed in, but not to what the channel is: another account, or one that lets no programs in. */
  'other-account',
  /** The account is not allowed what is asked of it. */
  'not-allowed',
  /** Another program takes this account's messages. */
  'used-elsewhere',
  /** The server of the channel does not answer. */
  'unreachable',
  /** It answers, and says that it cannot just now. */
  'vendor-trouble',
  /** It asks to go slower. */
  'rate-limit',
  /** The connection is not safe: a certificate that cannot be believed. */
  'unsafe',
  /** The address, host or number is not one. */
  'bad-address',
  /** Webhooks need the address under which Okno is reached from outside. */
  'no-public-address',
  /** The secrets were sealed with a key that is not here. */
  'sealed',
  /** The vendor has refused, for a reason of its own. */
  'refused',
] as const
export const ChannelProblem = v.picklist(CHANNEL_PROBLEMS)
export type ChannelProblem = v.InferOutput<typeof ChannelProblem>

/** As everybody who sees the channel is told. */
export const ChannelHealth = v.object({
  state: ChannelState,
  problem: v.nullable(ChannelProblem),
  /** Since when. */
  at: Instant,
})
export type ChannelHealth = v.InferOutput<typeof ChannelHealth>
