/**
 * Secrets of channels at rest: AES-256-GCM under a key that is not in the database, so that a copy of the database alone
 * opens no account. Each sealed text names its key; the first key of the ring seals, all of them open, so a key is changed by
 * putting a new one before it, and taken away once everything is sealed anew.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { chmod, open, readFile } from 'node:fs/promises'

const KEY_BYTES = 32
/** What GCM is made for. */
const IV_BYTES = 12
const VERSION = 's1'

export interface Keyring {
  /** `about` is bound to the text: sealed for one channel, it opens for no other. */
  seal(text: string, about: string): string
  /** @returns null when no key of the ring opens it, or it is not what was sealed. */
  open(sealed: string, about: string): string | null
  /** Sealed with another key than the first. */
  isStale(sealed: string): boolean
}

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

/** @param keys the first seals. @throws when there is none. */
export function makeKeyring(keys: readonly Buffer[]): Keyring {
  const ring = keys.map((bytes): Key => ({ id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }))
  const [first] = ring
  if (!first) throw new Error('A keyring has a key')
  return {
    seal(text, about) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', first.bytes, iv).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [VERSION, first.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, about) {
      const [version, keyId, iv, tag, body] = sealed.split('.')
      const key = ring.find(({ id }) => id === keyId)
      if (version !== VERSION || !key || !iv || !tag || body === undefined) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
          .setAAD(Buffer.from(about))
          .setAuthTag(Buffer.from(tag, 'base64url'))
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    isStale: (sealed) => sealed.split('.')[1] !== first.id,
  }
}

/** Keys as they are written down: 32 bytes in base64, base64url or hex, one a line or divided by commas. @returns null when one is none. */
export function parseKeys(text: string): readonly Buffer[] | null {
  const keys = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => Buffer.from(part, /^[0-9a-f]{64}$/i.test(part) ? 'hex' : 'base64'))
  return keys.length > 0 && keys.every(({ length }) => length === KEY_BYTES) ? keys : null
}

/** The keys of a file that its owner alone may read; made with a fresh one when it is not there. @throws when it holds none. */
export async function keysOfFile(path: string): Promise<readonly Buffer[]> {
  await createFile(path)
  await chmod(path, 0o600)
  const keys = parseKeys(await readFile(path, 'utf8'))
  if (!keys) throw new Error(`${path} must hold keys of ${KEY_BYTES} bytes, one a line`)
  return keys
}

async function createFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
