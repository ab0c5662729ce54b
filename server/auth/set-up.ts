/** The first start: a workspace, its owner and its first channel, made once. */
import * as v from 'valibot'
import type { Channel } from '#shared/domain/channel'
import { Email, PersonName } from '#shared/domain/contact'
import { newId } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import { change } from '#shared/domain/row'
import { WORKSPACE_ID, type Workspace } from '#shared/domain/workspace'
import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS } from '../config'
import { fail, readJson } from '../http/answers'
import type { Route } from '../http/listen'
import type { Access } from './access'
import { firstPipeline } from './first-pipeline'
import { FIRST_WORDS, FirstLanguage } from './first-words'
import { hashPassword } from './password'
import { DeviceName, openSession } from './sessions'
import { hashToken, newToken } from './token'

export interface FirstOwner {
  readonly name: string
  readonly email: string
  readonly password: string
  /** Of what the workspace begins with; Russian where nobody was asked. */
  readonly language?: FirstLanguage | undefined
}

const SetUp = v.object({
  token: v.pipe(v.string(), v.maxLength(200)),
  name: PersonName,
  email: Email,
  password: v.string(),
  language: v.optional(FirstLanguage),
  device: DeviceName,
})

export const isSetUp = ({ roster }: Pick<Access, 'roster'>): boolean => roster.get('workspace', WORKSPACE_ID) !== undefined

/** @returns the owner, or null when somebody was faster. */
export async function setUp(access: Pick<Access, 'accounts' | 'commit'>, owner: FirstOwner): Promise<Operator | null> {
  const passwordHash = await hashPassword(owner.password)
  // A start that died between the two writes below left an account without an operator; its id is used.
  const operatorId = (await access.accounts.byEmail(owner.email))?.operatorId ?? newId()
  const operator: Operator = { id: operatorId, name: owner.name, email: owner.email, role: 'owner', isDisabled: false }
  const workspace: Workspace = { id: WORKSPACE_ID, name: 'Okno', country: 'UA', guardsReplies: true }
  const words = FIRST_WORDS[owner.language ?? 'ru']
  const channel: Channel = { id: newId(), kind: 'widget', name: words.channel, isSample: false, greeting: words.greeting }

  // First, so that a start that dies here can be tried again: it is the workspace's row that ends the set-up.
  await access.accounts.put({ operatorId, email: owner.email, passwordHash })
  const { value: isMade } = await access.commit(async (tx) => {
    if ((await tx.all('workspace')).length > 0) return { writes: {}, value: false }
    const changes = [
      change('workspace', workspace),
      change('operator', operator),
      change('channel', channel),
      change('pipeline', firstPipeline(words, Date.now())),
    ]
    return { writes: { changes }, value: true }
  })
  return isMade ? operator : null
}

/** The link printed at the first start. Its secret lives in this process only, and dies with the first use. */
export interface SetUpLink {
  readonly token: string
  readonly route: Route
}

export function makeSetUpLink(access: Access): SetUpLink {
  const token = newToken()
  return {
    token,
    route: {
      method: 'POST',
      path: '/api/set-up',
      async handler(request) {
        const body = await readJson(request, SetUp)
        if (!body.ok) return body.answer
        const { password } = body.value
        if (isSetUp(access) || hashToken(body.value.token) !== hashToken(token))
          return fail(403, 'bad-link', 'The link is not valid, or no longer')
        if (password.length < MIN_PASSWORD_CHARS || password.length > MAX_PASSWORD_CHARS)
          return fail(400, 'weak', `A password has ${MIN_PASSWORD_CHARS} to ${MAX_PASSWORD_CHARS} characters`)
        const operator = await setUp(access, body.value)
        return operator
          ? openSession(access, request, { operator, device: body.value.device })
          : fail(403, 'bad-link', 'The workspace is set up already')
      },
    },
  }
}
