/**
 * One line an event. Facts are ids, kinds, counts and codes; never message bodies, tokens, addresses or names of people:
 * logs are read by more eyes than chats are.
 */
export type Facts = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  /** `error` is logged as its name, code and stack: Okno's own errors hold no text of users. */
  error(event: string, error: unknown, facts?: Facts): void
}

export type LogLevel = 'info' | 'warn' | 'error'

/** @param isReadable a person is watching; otherwise JSON lines for a collector. */
export function makeLog(options: { write: (line: string) => void; isReadable: boolean; clock: () => number }): Log {
  function line(level: LogLevel, event: string, facts: Facts): void {
    const time = new Date(options.clock()).toISOString()
    if (!options.isReadable) {
      options.write(`${JSON.stringify({ time, level, event, ...facts })}\n`)
      return
    }
    const rest = Object.entries(facts).map(([name, value]) => `${name}=${value}`)
    options.write(`${[time.slice(11, 19), level === 'info' ? '' : level.toUpperCase(), event, ...rest].filter(Boolean).join(' ')}\n`)
  }
  return {
    info: (event, facts = {}) => line('info', event, facts),
    warn: (event, facts = {}) => line('warn', event, facts),
    error: (event, error, facts = {}) => line('error', event, { ...facts, ...describe(error) }),
  }
}

/** The server goes on though its log cannot be written: the disk is full, or whoever collected it has gone. */
export function linesTo(stream: NodeJS.WritableStream): (line: string) => void {
  stream.on('error', () => undefined)
  return (line) => void stream.write(line)
}

/** Causes matter most: the outer error is often only the place where it was noticed. */
function describe(error: unknown): Facts {
  const parts: string[] = []
  let code: string | null = null
  for (let cause = error, depth = 0; cause !== undefined && depth < 5; depth += 1) {
    if (!(cause instanceof Error)) {
      parts.push(`thrown ${typeof cause}`)
      break
    }
    if ('code' in cause && typeof cause.code === 'string') code ??= cause.code
    parts.push(cause.stack ?? `${cause.name}: ${cause.message}`)
    cause = cause.cause
  }
  return { code, stack: parts.join('\ncaused by ') }
}
