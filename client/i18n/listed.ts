/** Beyond it a list is no longer read; how many there are is. */
const MAX_LISTED = 10

/** Names one after another in the quotation marks of a language. @param andMore the words before the number of those left out. */
export const listing =
  ([open, close]: '«»' | '“”', andMore: string) =>
  (names: readonly string[]): string => {
    const shown = names.slice(0, MAX_LISTED).map((name) => `${open}${name}${close}`)
    const left = names.length - shown.length
    return shown.join(', ') + (left > 0 ? ` ${andMore} ${left}` : '')
  }
