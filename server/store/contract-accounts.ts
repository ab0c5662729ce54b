import { describe, expect, test } from 'vitest'
import { blob, commit, session } from './contract-samples'
import type { Store } from './port'

export function accountRules(store: () => Store): void {
  describe('accounts', () => {
    people(store)
    keyring(store)
  })
  describe('blobs', () => {
    blobs(store)
  })
}

function people(store: () => Store): void {
  const olha = { operatorId: 'olha', email: 'olha@example.com', passwordHash: '$argon2id$1' }

  test('an account is found by its address and its operator, and replaced whole', async () => {
    const { accounts } = store()
    await accounts.put(olha)
    expect([await accounts.byEmail(olha.email), await accounts.byOperator('olha')]).toEqual([olha, olha])
    const moved = { ...olha, email: 'o@example.com', passwordHash: '$argon2id$2' }
    await accounts.put(moved)
    expect([await accounts.byEmail(olha.email), await accounts.byEmail('o@example.com')]).toEqual([null, moved])
    expect(await accounts.byOperator('ivan')).toBeNull()
  })

  test('two operators cannot have one address', async () => {
    await store().accounts.put(olha)
    await expect(store().accounts.put({ ...olha, operatorId: 'ivan' })).rejects.toThrow()
    expect(await store().accounts.byEmail(olha.email)).toEqual(olha)
  })

  test('[ST3] a revoked session is gone and remembered, however often it is revoked', async () => {
    const { accounts } = store()
    await accounts.addSession(session('lost', 'olha', 1))
    await accounts.revokeSession('lost', 5)
    await accounts.revokeSession('lost', 6)
    expect([await accounts.session('lost'), await accounts.isRevoked('lost')]).toEqual([null, true])
  })

  test('[ST3] a session is there from its creation to its removal', async () => {
    const { accounts } = store()
    await accounts.addSession(session('t2', 'olha', 2))
    await accounts.addSession(session('t1', 'olha', 1))
    await accounts.addSession(session('t3', 'ivan'))
    expect(await accounts.sessions('olha')).toEqual([session('t1', 'olha', 1), session('t2', 'olha', 2)])
    await accounts.touchSession('t1', 90)
    expect(await accounts.session('t1')).toEqual({ ...session('t1', 'olha', 1), seenAt: 90 })
    await accounts.removeSession('t1')
    expect(await accounts.session('t1')).toBeNull()
    expect(await accounts.isRevoked('t1')).toBe(false)
    expect(await accounts.sessions('olha')).toEqual([session('t2', 'olha', 2)])
    await accounts.removeSession('t1')
  })
}

function keyring(store: () => Store): void {
  test('API keys are listed, found by their hash and removed', async () => {
    const { accounts } = store()
    const first = { id: 'k1', name: 'Site', keyHash: 'h1', createdAt: 1 }
    const second = { id: 'k2', name: 'CRM', keyHash: 'h2', createdAt: 2 }
    await accounts.addApiKey(second)
    await accounts.addApiKey(first)
    expect(await accounts.apiKeys()).toEqual([first, second])
    expect(await accounts.apiKey('h2')).toEqual(second)
    await accounts.removeApiKey('k2')
    expect([await accounts.apiKey('h2'), await accounts.apiKeys()]).toEqual([null, [first]])
  })

  test('a secret is made once, even when asked for twice at once', async () => {
    let made = 0
    const make = () => `secret-${++made}`
    const asked = await Promise.all([store().accounts.secret('cookie', make), store().accounts.secret('cookie', make)])
    const [kept] = asked
    expect(asked).toEqual([kept, kept])
    expect(await store().accounts.secret('cookie', () => 'later')).toBe(kept)
    expect(await store().accounts.secret('widget', () => 'other')).toBe('other')
  })
}

function blobs(store: () => Store): void {
  test('a file is added once, and its id cannot be taken by another', async () => {
    expect(await store().blobs.add(blob('f'))).toBe(true)
    expect(await store().blobs.add({ ...blob('f'), name: 'again.jpg', createdAt: 9 })).toBe(true)
    expect(await store().blobs.add(blob('f', 'bb'))).toBe(false)
    expect(await store().blobs.add({ ...blob('f'), owner: { kind: 'visitor', id: 'operator' } })).toBe(false)
    expect(await store().blobs.get('f')).toEqual(blob('f'))
    expect(await store().blobs.get('none')).toBeNull()
  })

  test('files that somebody leaves behind: of their dialogs, chosen for a message to them and dropped, sent up by themselves', async () => {
    const visitors = { ...blob('v', 'vv'), owner: { kind: 'visitor', id: 'anna' } } as const
    for (const each of [blob('sent'), blob('dropped'), blob('elsewhere'), blob('others'), visitors]) await store().blobs.add(each)
    await commit(store(), {
      placedFiles: new Map([['sent', 'a']]),
      chosenFiles: new Map([
        ['sent', 'a'],
        ['dropped', 'a'],
        ['elsewhere', 'a'],
      ]),
    })
    // What was chosen first counts; what another dialog's message carries belongs there.
    await commit(store(), { chosenFiles: new Map([['dropped', 'b']]), placedFiles: new Map([['elsewhere', 'b']]) })
    const people = { dialogIds: ['a'], contacts: [{ id: 'contact', channelId: 'channel', peerKey: 'anna' }] }
    expect((await store().blobs.leftBy(people)).map(({ id }) => id).sort()).toEqual(['dropped', 'sent', 'v'])
    await commit(store(), { erasedPeople: people })
    expect(await store().blobs.leftBy(people)).toEqual([])
    for (const id of ['elsewhere', 'others']) expect(await store().blobs.get(id)).not.toBeNull()
    expect((await store().blobs.get('elsewhere'))?.dialogId).toBe('b')
  })

  test('a file stays with the first dialog it was attached to', async () => {
    await store().blobs.add(blob('f'))
    await store().blobs.add(blob('g'))
    await store().blobs.attach(['f', 'none'], 'a')
    await store().blobs.attach(['f', 'g'], 'b')
    await store().blobs.attach([], 'c')
    expect((await store().blobs.get('f'))?.dialogId).toBe('a')
    expect((await store().blobs.get('g'))?.dialogId).toBe('b')
  })
}
