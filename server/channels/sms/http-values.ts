/** What providers say, in JSON or as a form, looked into by paths that an administrator has written down. Pure. */

/** @returns what was said as values in their places; null when it is neither. */
export function parseSaid(said: string): unknown {
  const text = said.trim()
  if (!/^[[{]/.test(text)) return text.includes('=') ? Object.fromEntries(new URLSearchParams(text)) : null
  try {
    return JSON.parse(withLongNumbers(text))
  } catch {
    return null
  }
}

/** Ids of sixteen digits and more are no numbers to JavaScript: they stay as they are written. */
const withLongNumbers = (json: string): string =>
  json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token))

/** What stands at `messages.0.id` or `messages[0].id`, as text; undefined: nothing, or nothing plain. */
export function textAt(value: unknown, path: string): string | undefined {
  let found = value
  for (const name of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = Reflect.get(found, name)
  }
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : undefined
}

/** Values that an administrator has written in one line. */
export const listed = (values: string): readonly string[] =>
  values
    .split(',')
    .map((value) => value.trim().toLowerCase())
    .filter(Boolean)
