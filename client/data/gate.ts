import { createSignal } from 'solid-js'
import * as v from 'valibot'
import type { CommandArgs } from '#shared/commands/catalogue'
import { Id } from '#shared/domain/id'
import { Role } from '#shared/domain/operator'
import { request } from '../request'
import type { Me } from './contract'
import type { Gate, SignInOutcome } from './contract-gate'
import { makeTurns } from './in-turn'
import { type OutboxRow, Vault } from './vault'
import { wipe } from './wipe'

const ME_KEY = 'okno.me'
/** Who has signed out without the server's hearing of it. */
const LEAVING_KEY = 'okno.leaving'
/** What could not be told is told again after so long: not every browser says when the network is back. Milliseconds. */
const AGAIN_MS = 4000

/** Where the server answers, a draft has left by then. Milliseconds. */
const DRAFTS_LEAVE_MS = 3000
const LOOK_AGAIN_MS = 100

const SIGN_IN = 'sign-in'

type EnterOutcome = SignInOutcome | { ok: false; reason: 'bad-link' | 'weak' }

const MeSchema = v.object({ operatorId: Id, name: v.string(), email: v.string(), role: Role })

/** Who is signed in is remembered on the device, so that the app opens without a network. */
export function createGate(): Gate {
  const [me, setMe] = createSignal<Me | null>(remembered())
  const [isEnded, setEnded] = createSignal(false)

  function remember(next: Me | null): void {
    if (next) localStorage.setItem(ME_KEY, JSON.stringify(next))
    else localStorage.removeItem(ME_KEY)
    setMe(next)
  }
  // Signing out in one tab signs out in all.
  window.addEventListener('storage', ({ key }) => {
    if (key !== ME_KEY) return
    setMe(remembered())
  })

  /** One after another: the end of an old sign-in must not take the new one's cookie, and never end the new one itself. */
  const inTurn = makeTurns()
  let again: ReturnType<typeof setTimeout> | undefined
  // Signed out without a network, the sign-in would otherwise be good for whoever comes to this browser next.
  const leave = async (operatorId: Id) => {
    const answer = await post('/api/sign-out', {}, operatorId)
    if (answer?.ok) return localStorage.removeItem(LEAVING_KEY)
    localStorage.setItem(LEAVING_KEY, operatorId)
    clearTimeout(again)
    again = setTimeout(makeUpForLeaving, AGAIN_MS)
  }
  const makeUpForLeaving = () =>
    void inTurn(SIGN_IN, async () => {
      const operatorId = localStorage.getItem(LEAVING_KEY)
      if (!remembered() && operatorId) await leave(operatorId)
    })
  window.addEventListener('online', makeUpForLeaving)
  makeUpForLeaving()

  function enter(path: string, body: object): Promise<EnterOutcome> {
    makeUpForLeaving()
    return inTurn(SIGN_IN, () => tryEnter(path, body))
  }

  async function tryEnter(path: string, body: object): Promise<EnterOutcome> {
    const response = await post(path, body)
    if (!response) return { ok: false, reason: 'offline' }
    if (response.status === 401) return { ok: false, reason: 'wrong' }
    if (response.status === 403 || response.status === 404) return { ok: false, reason: 'bad-link' }
    if (response.status === 400 || response.status === 422) return { ok: false, reason: 'weak' }
    if (response.status === 429) return { ok: false, reason: 'too-many' }
    const parsed = v.safeParse(MeSchema, await response.json().catch(() => null))
    if (!response.ok || !parsed.success) return { ok: false, reason: 'unavailable' }
    localStorage.removeItem(LEAVING_KEY)
    remember(parsed.output)
    return { ok: true, me: parsed.output }
  }

  return {
    me,
    async signIn(email, password) {
      const outcome = await enter('/api/sign-in', { email, password, device: deviceName() })
      // Only the set-up page has a link to be bad and a password to be weak.
      if (!outcome.ok && (outcome.reason === 'bad-link' || outcome.reason === 'weak')) return { ok: false, reason: 'wrong' }
      return outcome as SignInOutcome
    },
    setUp: (owner) => enter('/api/set-up', { ...owner, device: deviceName() }),
    async signOut({ force }) {
      const current = me()
      if (!current) return { ok: true }
      const unsent = force ? 0 : await unsentOf(current.operatorId)
      if (unsent > 0) return { ok: false, unsent }
      await leave(current.operatorId)
      remember(null)
      await wipe(current.operatorId, () => remembered()?.operatorId === current.operatorId)
      return { ok: true }
    },
    async revoked() {
      const current = me()
      if (!current) return
      setEnded(true)
      remember(null)
      await wipe(current.operatorId, () => remembered()?.operatorId === current.operatorId)
    },
    isEnded,
  }
}

/** Whoever is signed in on this device, in any tab. */
export function remembered(): Me | null {
  try {
    const parsed = v.safeParse(MeSchema, JSON.parse(localStorage.getItem(ME_KEY) ?? 'null'))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** @returns null when the server cannot be reached. */
async function post(path: string, body: object, by: Id | null = null): Promise<Response | null> {
  try {
    return await request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, by)
  } catch {
    return null
  }
}

/** What would be lost. A draft written a moment ago, here or in another tab, is on its way and is waited for. */
async function unsentOf(operatorId: Id): Promise<number> {
  const vault = new Vault(operatorId)
  try {
    for (const until = performance.now() + DRAFTS_LEAVE_MS; ; ) {
      const rows = (await vault.outbox.toArray()).filter(isLoss)
      const isWaiting = rows.some(({ type }) => type === 'draft.set') && navigator.onLine && performance.now() < until
      if (!isWaiting) return rows.length + (await vault.updates.count())
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  } finally {
    vault.close()
  }
}

function isLoss({ state, type, args }: OutboxRow): boolean {
  if (state === 'done' || type === 'draft.detach') return false
  // A draft that was emptied is none.
  return type !== 'draft.set' || (args as CommandArgs<'draft.set'>).text !== ''
}

function deviceName(): string {
  const { userAgent } = navigator
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((each) => userAgent.includes(each)) ?? 'Browser'
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((each) => userAgent.includes(each)) ?? ''
  return `${browser} ${system}`.trim()
}
