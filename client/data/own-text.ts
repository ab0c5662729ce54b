import type { Vault } from './vault'

/**
 * Of a text that may not be seen any more only what its author here has written stays, to be copied.
 * EVC6 The rest goes: with it the vault would hold what others have written.
 */
export async function keepOwnText(vault: Vault, doc: string): Promise<void> {
  await vault.unsynced
    .where('doc')
    .equals(doc)
    .modify((row, ref) => {
      ref.value = { ...row, base: '', mine: written(row.base, row.mine) }
    })
}

/** Pure. What stands in `mine` between what begins and what ends both. */
export function written(base: string, mine: string): string {
  const most = Math.min(base.length, mine.length)
  let start = 0
  while (start < most && base[start] === mine[start]) start += 1
  let end = 0
  while (end < most - start && base.at(-1 - end) === mine.at(-1 - end)) end += 1
  return mine.slice(start, mine.length - end)
}
