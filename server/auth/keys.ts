/** API keys: how programs come in. A key is shown once, when it is made; only its hash is kept. */
import * as v from 'valibot'
import { newId } from '#shared/domain/id'
import { fail, json, noContent, readJson } from '../http/answers'
import type { Route } from '../http/listen'
import { type Access, administrator } from './access'
import { hashToken, newToken } from './token'

const NewKey = v.object({ name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)) })

/** Lets a key be recognised as one wherever it is found, a public repository included. */
const PREFIX = 'okno_'
const MAX_KEYS = 100

export function keyRoutes({ accounts, who, clock, onKeyRemoved }: Access): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/keys',
      handler: administrator(who, async () => {
        const keys = await accounts.apiKeys()
        return json({ keys: keys.map(({ id, name, createdAt }) => ({ id, name, createdAt })) })
      }),
    },
    {
      method: 'POST',
      path: '/api/keys',
      handler: administrator(who, async (request) => {
        const body = await readJson(request, NewKey)
        if (!body.ok) return body.answer
        if ((await accounts.apiKeys()).length >= MAX_KEYS) return fail(409, 'conflict', `There are ${MAX_KEYS} keys already`)
        const key = `${PREFIX}${newToken()}`
        const { name } = body.value
        const made = { id: newId(), name, createdAt: clock() }
        await accounts.addApiKey({ ...made, keyHash: hashToken(key) })
        return json({ ...made, key }, 201)
      }),
    },
    {
      method: 'DELETE',
      path: '/api/keys/:id',
      handler: administrator(who, async (request) => {
        const id = request.params.id ?? ''
        await accounts.removeApiKey(id)
        onKeyRemoved(id)
        return noContent()
      }),
    },
  ]
}
