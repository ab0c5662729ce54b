/** Signing in and out, and the list of devices that are signed in. */
import * as v from 'valibot'
import { Email } from '#shared/domain/contact'
import type { Operator } from '#shared/domain/operator'
import { MAX_PASSWORD_CHARS } from '../config'
import { fail, json, noContent, readJson } from '../http/answers'
import type { Route } from '../http/listen'
import type { HttpRequest, HttpResponse } from '../http/port'
import type { Session } from '../store/port'
import { type Access, signedIn } from './access'
import { makeAttempts } from './attempts'
import { isPassword } from './password'
import { endedCookie, hashToken, newToken, readCookie, sessionCookie } from './token'
import { isMeant } from './who'

/** Enough for a forgetful person, and for an office behind one address; a dictionary takes years. */
const PER_EMAIL = { max: 10, perMs: 10 * 60 * 1000 }
const PER_ADDRESS = { max: 50, perMs: 10 * 60 * 1000 }

/** Names a session to its owner. A part of the hash: the token cannot be found from it. */
const SESSION_ID_CHARS = 24

export const DeviceName = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), '')
const SignIn = v.object({ email: Email, password: v.pipe(v.string(), v.maxLength(MAX_PASSWORD_CHARS)), device: DeviceName })

export function sessionRoutes(access: Access): Route[] {
  const { accounts, who } = access
  const byEmail = makeAttempts({ ...PER_EMAIL, clock: access.elapsed })
  const byAddress = makeAttempts({ ...PER_ADDRESS, clock: access.elapsed })

  return [
    {
      method: 'POST',
      path: '/api/sign-in',
      async handler(request) {
        const body = await readJson(request, SignIn)
        if (!body.ok) return body.answer
        const { email, password, device } = body.value
        const address = addressKey(request.ip)
        const waitMs = Math.max(byAddress.begin(address), byEmail.begin(email))
        if (waitMs > 0) return tooMany(waitMs)
        const account = await accounts.byEmail(email)
        const matches = await isPassword(password, account?.passwordHash ?? null)
        const operator = account && access.roster.get('operator', account.operatorId)
        if (!matches || !operator || operator.isDisabled) return fail(401, 'wrong-credentials', 'The e-mail or the password is wrong')
        byAddress.forgive(address)
        byEmail.forgive(email)
        return openSession(access, request, { operator, device })
      },
    },
    {
      method: 'POST',
      path: '/api/sign-out',
      async handler(request) {
        // A window that was another's ends nothing of whoever has signed in since.
        if (!(await isOwnSession(access, request))) return noContent()
        await endSessionOf(access, request)
        return noContent({ 'set-cookie': endedCookie({ isSecure: access.isSecure(request) }) })
      },
    },
    { method: 'GET', path: '/api/me', handler: signedIn(who, (_request, { operator }) => json(meOf(operator))) },
    {
      method: 'GET',
      path: '/api/sessions',
      handler: signedIn(who, async (_request, { operator, tokenHash }) => {
        const sessions = await accounts.sessions(operator.id)
        return json({ sessions: sessions.map((session) => describe(session, tokenHash)) })
      }),
    },
    {
      method: 'DELETE',
      path: '/api/sessions/:id',
      handler: signedIn(who, async (request, { operator }) => {
        const session = (await accounts.sessions(operator.id)).find(({ tokenHash }) => idOf(tokenHash) === request.params.id)
        if (!session) return fail(404, 'not-found', 'There is no such session')
        await accounts.revokeSession(session.tokenHash, access.clock())
        access.onEnded({ tokenHash: session.tokenHash }, true)
        return noContent()
      }),
    },
  ]
}

/** Signs the caller in on this browser, in place of whoever was. */
export async function openSession(
  access: Access,
  request: HttpRequest,
  { operator, device }: { operator: Operator; device: string },
): Promise<HttpResponse> {
  await endSessionOf(access, request)
  const token = newToken()
  const now = access.clock()
  await access.accounts.addSession({
    tokenHash: hashToken(token),
    operatorId: operator.id,
    deviceName: device,
    createdAt: now,
    seenAt: now,
  })
  return json(meOf(operator), 200, { 'set-cookie': sessionCookie(token, { isSecure: access.isSecure(request) }) })
}

async function endSessionOf({ accounts, onEnded }: Access, request: HttpRequest): Promise<void> {
  const token = readCookie(request.header('cookie'))
  if (!token) return
  const tokenHash = hashToken(token)
  await accounts.removeSession(tokenHash)
  onEnded({ tokenHash }, false)
}

async function isOwnSession({ accounts }: Access, request: HttpRequest): Promise<boolean> {
  const token = readCookie(request.header('cookie'))
  const session = token ? await accounts.session(hashToken(token)) : null
  return !session || isMeant(request, session.operatorId)
}

const meOf = ({ id, name, email, role }: Operator) => ({ operatorId: id, name, email, role })

const idOf = (tokenHash: string): string => tokenHash.slice(0, SESSION_ID_CHARS)

const describe = ({ tokenHash, deviceName, createdAt, seenAt }: Session, current: string) => ({
  id: idOf(tokenHash),
  deviceName,
  createdAt,
  seenAt,
  isCurrent: tokenHash === current,
})

function tooMany(waitMs: number): HttpResponse {
  const answer = fail(429, 'too-many', 'Too many attempts; wait a while')
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(Math.ceil(waitMs / 1000)) } }
}

/** Anyone with IPv6 holds a whole /64, and a proxy writes it as short as it can. */
export function addressKey(ip: string): string {
  if (!ip.includes(':')) return ip
  const [before = [], after] = ip.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = after ? Math.max(0, 8 - before.length - after.length) : 0
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...(after ?? [])]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':')
}
