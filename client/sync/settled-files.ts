/** Files of commands that are over, unless one that is not over names them too. */
import type { Id } from '#shared/domain/id'
import type { Replica } from '../data/replica'
import type { OutboxRow, Vault } from '../data/vault'

interface Tables {
  readonly replica: Replica
  readonly vault: Vault
}

/** Files that have left are no longer the vault's, but worth having at hand. */
export async function keepFiles({ replica, vault }: Tables, shown: readonly OutboxRow[]): Promise<void> {
  const ids = await notNamed(vault, shown)
  const sent = (await vault.files.bulkGet([...ids])).flatMap((file) => (file ? [file] : []))
  await replica.files.bulkPut(sent.map(({ id, blob, at }) => ({ id, blob, usedAt: at })))
  await vault.files.bulkDelete([...ids])
}

/** EVC9 Of drafts whose dialog is not to be seen any more: nobody can send them. After another no, the file is its author's. */
export async function dropFiles({ vault }: Pick<Tables, 'vault'>, refused: readonly OutboxRow[]): Promise<void> {
  const withdrawn = refused.filter(({ code }) => isOutOfSight(code))
  await vault.files.bulkDelete([...(await notNamed(vault, withdrawn))])
}

export const isOutOfSight = (code: OutboxRow['code']): boolean => code === 'not-found' || code === 'forbidden'

async function notNamed(vault: Vault, over: readonly OutboxRow[]): Promise<readonly Id[]> {
  const files = over.flatMap((row) => row.files)
  if (files.length === 0) return []
  const named = new Set((await vault.outbox.toArray()).flatMap((row) => row.files))
  return files.filter((id) => !named.has(id))
}
