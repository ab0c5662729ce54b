/**
 * Replies between Enter and the vault.
 *
 * DEV8 The field is empty as soon as Enter is pressed; the vault's transaction takes some milliseconds more and ends with
 * the tab. So the reply is written down outside the tables in the same turn, and the next page takes it in. Both may:
 * the command's id makes it one reply.
 */
import * as v from 'valibot'
import { COMMANDS, type CommandArgs } from '#shared/commands/catalogue'
import type { Id } from '#shared/domain/id'

/** See wipe.ts. */
export const SENDING_PREFIX = 'okno.sending.'

export interface Sending {
  /** Of the command. */
  readonly id: Id
  readonly createdAt: number
  readonly args: CommandArgs<'message.send'>
  /** What stood in the field. */
  readonly draft: string
}

export interface Sendings {
  /** @returns what strikes it out again. */
  writeDown(sending: Sending): () => void
  /** The oldest first. */
  left(): readonly Sending[]
  strikeOut(id: Id): void
}

export function makeSendings(operatorId: Id, storage: Storage): Sendings {
  const prefix = `${SENDING_PREFIX}${operatorId}.`
  const strikeOut = (id: Id) => storage.removeItem(prefix + id)
  return {
    writeDown(sending) {
      try {
        storage.setItem(prefix + sending.id, JSON.stringify(sending))
      } catch (error) {
        // Its five megabytes are full, or it is switched off: the vault alone has to do.
        console.warn('A reply could not be written down before it was stored', error)
      }
      return () => strikeOut(sending.id)
    },
    left: () =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => parse(storage.getItem(key)))
        .sort((a, b) => a.createdAt - b.createdAt),
    strikeOut,
  }
}

const SendingSchema = v.object({ id: v.string(), createdAt: v.number(), args: COMMANDS['message.send'].args, draft: v.string() })

function parse(text: string | null): readonly Sending[] {
  try {
    return [v.parse(SendingSchema, JSON.parse(text ?? ''))]
  } catch (error) {
    console.error('A reply that was written down cannot be read', error)
    return []
  }
}
