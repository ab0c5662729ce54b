import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysOfFile, makeKeyring, parseKeys } from './sealing'

const [one, two] = [randomBytes(32), randomBytes(32)]

describe('a sealed secret', () => {
  test('[SEAL1] opens for its own channel alone, and says nothing', () => {
    const ring = makeKeyring([one])
    const sealed = ring.seal('{"token":"123:секрет"}', 'channel-a')
    expect(sealed).not.toContain('секрет')
    expect(ring.open(sealed, 'channel-a')).toBe('{"token":"123:секрет"}')
    expect(ring.open(sealed, 'channel-b')).toBeNull()
  })

  test('[SEAL1] that was touched, cut or sealed with another key does not open', () => {
    const ring = makeKeyring([one])
    const sealed = ring.seal('token', 'a')
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const touched = sealed.slice(0, at) + other + sealed.slice(at + 1)
      const opened = ring.open(touched, 'a')
      // The last letter of base64 may hold bits that say nothing.
      if (opened !== null) expect(opened).toBe('token')
      expect(ring.open(sealed.slice(0, at), 'a')).toBeNull()
    }
    expect(makeKeyring([two]).open(sealed, 'a')).toBeNull()
  })

  test('[SEAL1] is never sealed the same twice', () => {
    const ring = makeKeyring([one])
    expect(ring.seal('token', 'a')).not.toBe(ring.seal('token', 'a'))
  })

  test('[SEAL1] of an older key opens while that is in the ring, and is known to be stale', () => {
    const sealed = makeKeyring([one]).seal('token', 'a')
    const renewed = makeKeyring([two, one])
    expect([renewed.open(sealed, 'a'), renewed.isStale(sealed)]).toEqual(['token', true])
    expect(renewed.isStale(renewed.seal('token', 'a'))).toBe(false)
    expect(() => makeKeyring([])).toThrow()
  })
})

describe('keys', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-keys-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('are 32 bytes in base64 or hex, one or several', () => {
    expect(parseKeys(one.toString('base64'))).toEqual([one])
    expect(parseKeys(`${one.toString('hex')},${two.toString('base64url')}`)).toEqual([one, two])
    for (const wrong of ['', 'short', one.subarray(1).toString('base64'), `${one.toString('hex')} short`])
      expect(parseKeys(wrong)).toBeNull()
  })

  test('[SEAL1] lie in a file that only its owner reads, made once', async () => {
    const path = join(folder, 'okno.key')
    const [made] = await keysOfFile(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await keysOfFile(path)).toEqual([made])
    await writeFile(path, `${one.toString('base64')}\n${await readFile(path, 'utf8')}`, { mode: 0o644 })
    expect(await keysOfFile(path)).toEqual([one, made])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await writeFile(path, 'nonsense')
    await expect(keysOfFile(path)).rejects.toThrow('okno.key')
  })
})
