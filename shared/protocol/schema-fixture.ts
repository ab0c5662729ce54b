/** The structure of a schema as plain data, whatever the order of its fields: for noticing that a frame has changed. */

/** Parts of a schema or of a pipe's step that change what may pass. Messages and functions do not, or cannot be told. */
const PARTS = ['entries', 'item', 'items', 'rest', 'key', 'value', 'wrapped', 'options', 'literal', 'requirement', 'pipe'] as const

/** Order has no meaning among the fields of an object or the members of a union. */
const UNORDERED: ReadonlySet<string> = new Set(['options'])

export function structureOf(value: unknown): unknown {
  if (value instanceof RegExp) return String(value)
  if (Array.isArray(value)) return value.map(structureOf)
  if (typeof value === 'function') return 'function'
  if (typeof value !== 'object' || value === null) return value
  return 'kind' in value && 'type' in value ? partsOf(value) : sortedEntries(value)
}

function partsOf(schema: object): unknown {
  const parts: Record<string, unknown> = { type: Reflect.get(schema, 'type') }
  for (const part of PARTS) {
    if (!Object.hasOwn(schema, part)) continue
    // The first step of a pipe is the schema that it stands in.
    const value: unknown = part === 'pipe' ? Reflect.get(schema, part).slice(1) : Reflect.get(schema, part)
    const structure = structureOf(value)
    parts[part] = UNORDERED.has(part) && Array.isArray(structure) ? sorted(structure) : structure
  }
  return parts
}

const sortedEntries = (value: object): unknown =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, structureOf(inner)]),
  )

const sorted = (values: readonly unknown[]): readonly unknown[] =>
  [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
