/** What becomes of the outbox with every turn of the engine: what is over goes, what may leave leaves. */
import type { Command } from '#shared/commands/catalogue'
import type { Id } from '#shared/domain/id'
import { heldBeginnings, isBeginning, isWrongGuess } from '../data/begun-dialogs'
import { outboxEntry } from '../data/outbox'
import type { Replica } from '../data/replica'
import { isOfDraft, type OutboxRow, type Vault } from '../data/vault'
import { isRemembered, moveToTheirPlaces, wrongGuesses } from './begun-moves'
import { sortOut } from './outgoing'
import { dropFiles, keepFiles } from './settled-files'

interface Tables {
  readonly replica: Replica
  readonly vault: Vault
}

export interface Leaving {
  readonly commands: readonly Command[]
  readonly lookAgainAt: number | null
}

/**
 * Forgets commands whose effect the replica now shows, and refused ones that nobody needs to decide about.
 * @returns whether a conversation has begun: what is written in it may leave.
 */
export async function settle(tables: Tables, cursor: number): Promise<boolean> {
  const { outbox } = tables.vault
  const now = Date.now()
  const done = await outbox.where('state').equals('done').toArray()
  const shown = done.filter((row) => row.seq <= cursor && !isRemembered(row, now))
  const refused = await outbox.where('state').equals('refused').toArray()
  const silent = refused.filter((row) => isOfDraft(row.type) && (row.code !== 'not-begun' || outboxEntry(row).length === 0))
  const gone = [...shown, ...silent]
  if (gone.length === 0) return false
  const wrong = await wrongGuesses(tables, shown)
  await tables.vault.transaction('rw', outbox, async () => {
    await outbox.bulkDelete(gone.map(({ n }) => n))
    await outbox.bulkPut([...wrong])
  })
  await dropFiles(tables, silent)
  await keepFiles(tables, shown)
  return shown.some((row) => isBeginning(row) && !isWrongGuess(row))
}

export async function outgoing(tables: Tables, now: number): Promise<Leaving> {
  const { replica, vault } = tables
  const given = () => vault.outbox.orderBy('n').toArray()
  let rows = await given()
  if (rows.some(isWrongGuess)) {
    await moveToTheirPlaces(tables)
    rows = await given()
  }
  const [uploaded, held] = await Promise.all([uploadedOf(vault, rows), heldBeginnings(replica, rows)])
  const { commands, lookAgainAt, heldBack } = sortOut(rows, { now, uploaded, held })
  if (heldBack.length > 0)
    await vault.transaction('rw', vault.outbox, async () => {
      for (const { n, code } of heldBack) await vault.outbox.update(n, { state: 'refused', code })
    })
  return { commands, lookAgainAt }
}

async function uploadedOf({ files }: Pick<Vault, 'files'>, rows: readonly OutboxRow[]): Promise<ReadonlySet<Id>> {
  const ids = rows.flatMap((row) => [...row.files])
  if (ids.length === 0) return new Set()
  return new Set((await files.bulkGet(ids)).flatMap((file) => (file?.isUploaded ? [file.id] : [])))
}
