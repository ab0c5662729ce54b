const HUES = [352, 24, 46, 96, 152, 188, 218, 268, 312] as const

/** Up to two letters that stand for a person: first and last word, or the last digits of a phone number. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = words[0]
  if (!first) return '?'
  if (/^\d/.test(first)) return words.join('').slice(-2)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** The same colour for the same person on every device: picked by id, never by name. */
export function hueOf(id: string): number {
  let hash = 7
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return HUES[hash % HUES.length] ?? HUES[0]
}
