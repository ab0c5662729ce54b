import type { Kysely } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Executor } from './executor'
import type { AccountStore } from './port'
import { query, read, write } from './query'
import type { Tables } from './schema'

type Keyring = Pick<AccountStore, 'addApiKey' | 'apiKeys' | 'apiKey' | 'removeApiKey' | 'secret'>
type People = Omit<AccountStore, keyof Keyring>

export const makeAccounts = (db: Kysely<Tables>, executor: Executor): AccountStore => ({
  ...makePeople(db, executor),
  ...makeKeyring(db, executor),
})

/** Accounts of operators and the sessions of their devices. */
function makePeople(db: Kysely<Tables>, executor: Executor): People {
  const account = db.selectFrom('account').select(['operator_id as operatorId', 'email', 'password_hash as passwordHash'])
  const byEmail = query<{ email: string }>()((arg) => account.where('email', '=', arg('email')))
  const byOperator = query<{ operatorId: Id }>()((arg) => account.where('operator_id', '=', arg('operatorId')))
  const put = query<{ operatorId: Id; email: string; passwordHash: string }>()((arg) =>
    db
      .insertInto('account')
      .values({ operator_id: arg('operatorId'), email: arg('email'), password_hash: arg('passwordHash') })
      .onConflict((conflict) =>
        conflict
          .column('operator_id')
          .doUpdateSet(({ ref }) => ({ email: ref('excluded.email'), password_hash: ref('excluded.password_hash') })),
      ),
  )
  const session = db
    .selectFrom('session')
    .select([
      'token_hash as tokenHash',
      'operator_id as operatorId',
      'device_name as deviceName',
      'created_at as createdAt',
      'seen_at as seenAt',
    ])
  const byToken = query<{ tokenHash: string }>()((arg) => session.where('token_hash', '=', arg('tokenHash')))
  const ofOperator = query<{ operatorId: Id }>()((arg) =>
    session.where('operator_id', '=', arg('operatorId')).orderBy('created_at').orderBy('token_hash'),
  )
  const addSession = query<{ tokenHash: string; operatorId: Id; deviceName: string; createdAt: number; seenAt: number }>()((arg) =>
    db.insertInto('session').values({
      token_hash: arg('tokenHash'),
      operator_id: arg('operatorId'),
      device_name: arg('deviceName'),
      created_at: arg('createdAt'),
      seen_at: arg('seenAt'),
    }),
  )
  const touch = query<{ tokenHash: string; seenAt: number }>()((arg) =>
    db
      .updateTable('session')
      .set({ seen_at: arg('seenAt') })
      .where('token_hash', '=', arg('tokenHash')),
  )
  const remove = query<{ tokenHash: string }>()((arg) => db.deleteFrom('session').where('token_hash', '=', arg('tokenHash')))

  const revoke = query<{ tokenHash: string; at: number }>()((arg) =>
    db
      .insertInto('revoked_session')
      .values({ token_hash: arg('tokenHash'), at: arg('at') })
      .onConflict((conflict) => conflict.column('token_hash').doNothing()),
  )
  const revoked = query<{ tokenHash: string }>()((arg) =>
    db.selectFrom('revoked_session').select('at').where('token_hash', '=', arg('tokenHash')),
  )

  return {
    byEmail: async (email) => (await read(executor, byEmail, { email }))[0] ?? null,
    byOperator: async (operatorId) => (await read(executor, byOperator, { operatorId }))[0] ?? null,
    put: async (of) => void (await write(executor, put, { ...of })),
    addSession: async (of) => void (await write(executor, addSession, { ...of })),
    session: async (tokenHash) => (await read(executor, byToken, { tokenHash }))[0] ?? null,
    sessions: (operatorId) => read(executor, ofOperator, { operatorId }),
    touchSession: async (tokenHash, seenAt) => void (await write(executor, touch, { tokenHash, seenAt })),
    removeSession: async (tokenHash) => void (await write(executor, remove, { tokenHash })),
    async revokeSession(tokenHash, at) {
      // In this order: a crash between leaves a sign-in that is ended and remembered, never one that is only gone.
      await write(executor, revoke, { tokenHash, at })
      await write(executor, remove, { tokenHash })
    },
    isRevoked: async (tokenHash) => (await read(executor, revoked, { tokenHash })).length > 0,
  }
}

/** Keys of programs and the workspace's own secrets. */
function makeKeyring(db: Kysely<Tables>, executor: Executor): Keyring {
  const apiKey = db.selectFrom('api_key').select(['id', 'name', 'key_hash as keyHash', 'created_at as createdAt'])
  const all = query<Record<never, never>>()(() => apiKey.orderBy('created_at').orderBy('id'))
  const byHash = query<{ keyHash: string }>()((arg) => apiKey.where('key_hash', '=', arg('keyHash')))
  const add = query<{ id: Id; name: string; keyHash: string; createdAt: number }>()((arg) =>
    db.insertInto('api_key').values({ id: arg('id'), name: arg('name'), key_hash: arg('keyHash'), created_at: arg('createdAt') }),
  )
  const remove = query<{ id: Id }>()((arg) => db.deleteFrom('api_key').where('id', '=', arg('id')))
  const secret = query<{ name: string }>()((arg) => db.selectFrom('secret').select('value').where('name', '=', arg('name')))
  const addSecret = query<{ name: string; value: string }>()((arg) =>
    db
      .insertInto('secret')
      .values({ name: arg('name'), value: arg('value') })
      .onConflict((conflict) => conflict.column('name').doNothing()),
  )

  return {
    addApiKey: async (of) => void (await write(executor, add, { ...of })),
    apiKeys: () => read(executor, all, {}),
    apiKey: async (keyHash) => (await read(executor, byHash, { keyHash }))[0] ?? null,
    removeApiKey: async (id) => void (await write(executor, remove, { id })),
    async secret(name, make) {
      const [held] = await read(executor, secret, { name })
      if (held) return held.value
      // Whoever is first wins, so that two who ask at once get the same.
      await write(executor, addSecret, { name, value: make() })
      const [kept] = await read(executor, secret, { name })
      if (!kept) throw new Error(`Secret ${name} was not kept`)
      return kept.value
    },
  }
}
