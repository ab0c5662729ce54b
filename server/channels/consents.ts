/**
 * People who have gone to sign in at a vendor's page and are to come back. Each attempt is for the browser it was begun in
 * and is answered once: an answer from elsewhere could connect somebody else's account (RFC 9700, section 2.1).
 *
 * In memory: it holds secrets that are not kept yet, and what a restart interrupts is begun again in a moment.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { ChannelKind } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import type { Check, Consent } from './connector'

export interface ConsentBegun {
  readonly kind: ChannelKind
  readonly name: string | null
  readonly settings: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, unknown>>
  /** Of a channel that is there already. */
  readonly channelId: Id | null
  readonly consent: Consent
  readonly returnTo: string
  /** Names the session of the browser. */
  readonly tokenHash: string
}

export type ConsentOutcome = Extract<Check, { ok: false }> | { readonly ok: true; readonly name: string; readonly channelId: Id }

export interface Attempt extends ConsentBegun {
  readonly state: string
  readonly verifier: string
  /** Null: nobody has come back yet, or what they brought is being tried. */
  readonly outcome: ConsentOutcome | null
}

export interface Consents {
  /** @returns the page to go to. */
  begin(begun: ConsentBegun): string
  /** The attempt that somebody has come back from; null: there is none of this browser, or it has been answered. */
  answer(state: string, tokenHash: string): Attempt | null
  finish(attempt: Attempt, outcome: ConsentOutcome): void
  of(state: string, tokenHash: string): Attempt | null
}

/** Time to find the password, the telephone with the second factor, and a colleague who knows. */
const LIFETIME_MS = 15 * 60_000
const MAX_ATTEMPTS = 100
/** 256 bits: beyond guessing. */
const SECRET_BYTES = 32

export function createConsents(clock: () => number): Consents {
  const attempts = new Map<string, { attempt: Attempt; until: number; isAnswered: boolean }>()

  function find(state: string, tokenHash: string) {
    const found = attempts.get(state)
    return found && found.until > clock() && found.attempt.tokenHash === tokenHash ? found : null
  }

  return {
    begin(begun) {
      for (const [state, { until }] of attempts) if (until <= clock() || attempts.size >= MAX_ATTEMPTS) attempts.delete(state)
      const [state, verifier] = [secret(), secret()]
      attempts.set(state, { attempt: { ...begun, state, verifier, outcome: null }, until: clock() + LIFETIME_MS, isAnswered: false })
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      return begun.consent.url({ state, challenge, returnTo: begun.returnTo })
    },
    answer(state, tokenHash) {
      const found = find(state, tokenHash)
      if (!found || found.isAnswered) return null
      found.isAnswered = true
      return found.attempt
    },
    finish(attempt, outcome) {
      const found = attempts.get(attempt.state)
      // What is kept needs no second copy.
      if (found) found.attempt = { ...attempt, ...(outcome.ok ? { secrets: {} } : {}), outcome }
    },
    of: (state, tokenHash) => find(state, tokenHash)?.attempt ?? null,
  }
}

const secret = (): string => randomBytes(SECRET_BYTES).toString('base64url')
