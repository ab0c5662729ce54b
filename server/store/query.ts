import type { CompiledQuery } from 'kysely'
import type { CommitOutcome, Executor, Param, Reads, Statement } from './executor'

/** A statement compiled once, with named places for its arguments. */
export interface Query<Args, Row> {
  readonly sql: string
  bind(args: Args): readonly Param[]
  /** Never there; carries the type of the rows. */
  readonly row?: Row
}

type NamedParams = Readonly<Record<string, Param>>

/** Kysely takes a value for a parameter as it comes; this one is replaced by the argument of its name in `bind`. */
class Slot {
  constructor(readonly name: string) {}
}

/**
 * Compiling a query costs more than running it does, so queries are compiled when the store opens:
 * `query<{ id: string }>()((arg) => db.selectFrom('blob').selectAll().where('id', '=', arg('id')))`.
 */
export const query =
  <Args extends NamedParams>() =>
  <Row>(build: (arg: <N extends keyof Args & string>(name: N) => Args[N]) => { compile(): CompiledQuery<Row> }): Query<Args, Row> => {
    // The one lie to the compiler: a slot stands for the value that `bind` will put in its place.
    const { sql, parameters } = build((name) => new Slot(name) as never).compile()
    return {
      sql,
      bind: (args) => parameters.map((value) => (value instanceof Slot ? (args[value.name] ?? null) : (value as Param))),
    }
  }

/** One statement run for each of the argument sets; none for no sets. */
export function each<Args>(of: Query<Args, unknown>, sets: readonly Args[], affects?: number): Statement[] {
  return sets.length === 0 ? [] : [{ sql: of.sql, runs: sets.map((args) => of.bind(args)), affects }]
}

/** @returns the rows of every argument set, in order, all of one snapshot. */
export async function readEach<Args, Row>(reads: Reads, of: Query<Args, Row>, sets: readonly Args[]): Promise<readonly Row[]> {
  if (sets.length === 0) return []
  const [rows = []] = await reads.read(each(of, sets))
  // Kysely has derived the type from the very statement that was run.
  return rows as readonly Row[]
}

export const read = <Args, Row>(reads: Reads, of: Query<Args, Row>, args: Args): Promise<readonly Row[]> => readEach(reads, of, [args])

/** Commits one statement. @returns how many rows it touched. @throws when the database refuses it. */
export async function write<Args>(executor: Executor, of: Query<Args, unknown>, ...sets: readonly Args[]): Promise<number> {
  const outcome = await executor.commit(each(of, sets))
  if (!outcome.ok) throw refusal(outcome)
  return outcome.touched[0] ?? 0
}

export const refusal = ({ message }: Extract<CommitOutcome, { ok: false }>, what = 'The write'): Error =>
  new Error(`${what} was refused by the database: ${message}`)
