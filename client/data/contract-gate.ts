/** Coming in and going out, as the pages before and behind the sign-in know it. */
import type { Accessor } from 'solid-js'
import type { Me } from './contract'

export type SignInOutcome =
  | { readonly ok: true; readonly me: Me }
  | { readonly ok: false; readonly reason: 'wrong' | 'too-many' | 'offline' | 'unavailable' }

/** Coming in and going out. */
export interface Gate {
  /** Who is signed in on this device; read from the device, so that it is known without a network. */
  readonly me: Accessor<Me | null>
  signIn(email: string, password: string): Promise<SignInOutcome>
  /** Wipes the device. `unsent`: how much work would be lost; nothing is wiped unless `force`. */
  signOut(options: { force: boolean }): Promise<{ ok: true } | { ok: false; unsent: number }>
  /** The sign-in was ended from another device: everything goes, unsent work too, and the sign-in page says why. */
  revoked(): Promise<void>
  readonly isEnded: Accessor<boolean>
  /** First start: makes the owner with the link's token. */
  setUp(owner: {
    token: string
    name: string
    email: string
    password: string
    /** Of what the workspace begins with. */
    language: string
  }): Promise<SignInOutcome | { ok: false; reason: 'bad-link' | 'weak' }>
}
