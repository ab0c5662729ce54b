/**
 * The newest refresh token between two starts. What a connection remembers is not sealed, so it is encrypted here, with a
 * key made of the refresh token that was given with the account, which is.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { ConnectionMemory } from '../connector'
import type { TokenKeeper } from './access-token'

const NAME = 'refresh-token'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function makeTokenKeeper(memory: ConnectionMemory, given: string): TokenKeeper {
  const key = Buffer.from(hkdfSync('sha256', given, '', 'okno refresh token', 32))
  return {
    async get() {
      const kept = await memory.get(NAME)
      return kept === null ? null : opened(Buffer.from(kept, 'base64'), key)
    },
    async set(token) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
      await memory.set(NAME, Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64'))
    },
  }
}

/** Null for one that belongs to an account given earlier: it has been replaced. */
function opened(bytes: Buffer, key: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
