/**
 * By whose custom days and times are written. English has several, and not that of the United States stands for all: it is the
 * browser's own, or else the British one, with the day before the month as the shop's customers write it.
 * @param browser the language that it says is its reader's.
 */
export function regional(language: string, browser: string): string {
  if (language !== 'en') return language
  return /^en-/i.test(browser) ? browser : 'en-GB'
}
