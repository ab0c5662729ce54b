/**
 * A command is something an operator does. It is decided by one pure function that runs twice: on the device, over
 * the replica, to show the effect at once; on the server, over the current rows, where it becomes true.
 *
 * Rules (docs/sync-spec.md): CMD1 `apply` reads nothing but its arguments. CMD2 a command changes rows only through
 * the changes it returns. CMD3 the rows it reads are among `refs(args)`, or are channels and operators, which both
 * sides always hold. CMD4 the ids of rows it creates come from the arguments or from the command's own id, so that
 * applying it over rows that already hold its effect creates nothing twice.
 */
import type * as v from 'valibot'
import type { Id } from '../domain/id'
import type { Viewer } from '../domain/permissions'
import type { Change, Ref, World } from '../domain/row'

export const REJECT_CODES = [
  /** The dialog, contact or message is not there, or may not be seen. */
  'not-found',
  'forbidden',
  /** Somebody changed what the command was based on; the author must look again. */
  'stale',
  'invalid',
  /** The channel cannot carry this: too long, files not taken, sending not possible. */
  'channel-cannot',
  /** The channel takes answers for so long after the customer's last message, and that time is over. */
  'window-closed',
  /** The shared draft has been sent or taken back already. */
  'taken',
  /** The time it was meant for has passed. */
  'time-passed',
] as const
export type RejectCode = (typeof REJECT_CODES)[number]

export interface Actor extends Viewer {
  readonly name: string
}

export interface CommandContext {
  readonly actor: Actor
  readonly commandId: Id
  /** Milliseconds since 1970. */
  readonly now: number
  readonly world: World
}

export type Outcome = { readonly ok: true; readonly changes: readonly Change[] } | { readonly ok: false; readonly code: RejectCode }

export interface CommandSpec<S extends v.GenericSchema = v.GenericSchema> {
  readonly args: S
  /** Commands of one lane are executed in the order they were given; lanes do not wait for each other. */
  lane(args: v.InferOutput<S>): string
  refs(args: v.InferOutput<S>): readonly Ref[]
  apply(args: v.InferOutput<S>, context: CommandContext): Outcome
}

/** Keeps the types of `args` in the functions beside it. */
export const command = <S extends v.GenericSchema>(spec: CommandSpec<S>): CommandSpec<S> => spec

export const done = (...changes: Change[]): Outcome => ({ ok: true, changes })
export const rejected = (code: RejectCode): Outcome => ({ ok: false, code })
/** The effect is there already, or there is nothing to do. */
export const NOTHING: Outcome = { ok: true, changes: [] }
