/** The browser's storage in memory; its entries are its own properties there too. */
export function makeStorage(entries: Record<string, string> = {}): Storage {
  const methods = {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, value: string) => {
      entries[key] = value
    },
    removeItem: (key: string) => {
      delete entries[key]
    },
    key: (index: number) => Object.keys(entries)[index] ?? null,
  }
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(entries, name, { value })
  Object.defineProperty(entries, 'length', { get: () => Object.keys(entries).length })
  return entries as unknown as Storage
}
