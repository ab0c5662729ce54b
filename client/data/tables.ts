/** The tables of the signed-in operator. Opening them takes as long as fetching the page's code: both begin together. */
import type { Id } from '#shared/domain/id'
import { remembered } from './gate'
import { Replica } from './replica'
import { Vault } from './vault'

interface Tables {
  readonly operatorId: Id
  readonly replica: Replica
  readonly vault: Vault
}

let early: Tables | null = null

const tablesOf = (operatorId: Id): Tables => ({ operatorId, replica: new Replica(operatorId), vault: new Vault(operatorId) })

/** Before anybody can use them. What goes wrong is told to whoever takes them: they open them once more. */
export function openTables(): void {
  const me = remembered()
  if (!me) return
  early = tablesOf(me.operatorId)
  for (const db of [early.replica, early.vault]) db.open().catch(() => undefined)
}

/** Those that are being opened already, or new ones. Whoever takes them closes them. */
export function takeTables(operatorId: Id): Tables {
  const taken = early
  early = null
  if (taken?.operatorId === operatorId) return taken
  taken?.replica.close()
  taken?.vault.close()
  return tablesOf(operatorId)
}
