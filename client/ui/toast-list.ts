/** Which news are on the screen together. Pure. */

const MAX_SHOWN = 3

export interface Toast {
  readonly text: string
  readonly tone: 'plain' | 'danger'
  readonly action: { readonly label: string; run(): void } | null
  /** Stays until its action is taken, or it is closed. */
  readonly isLasting: boolean
}

/** What failed with every key that was typed is said once; what stays until it is acted on is not pushed off. */
export function withToast(shown: readonly Toast[], toast: Toast): readonly Toast[] {
  const isSame = ({ text, action }: Toast) => text === toast.text && action === null && toast.action === null
  const passing = shown.filter((each) => !each.isLasting && !isSame(each))
  return [...shown.filter(({ isLasting }) => isLasting), ...(toast.isLasting ? [toast, ...passing] : [...passing, toast].slice(-MAX_SHOWN))]
}

/** A line, and a moment to notice it. Milliseconds. */
const MIN_READING_MS = 4000
const MS_PER_CHARACTER = 60

/** How long a text takes to be read. Milliseconds. */
export const readingMs = (text: string): number => Math.max(MIN_READING_MS, text.length * MS_PER_CHARACTER)

/** What lasts (a new version is there) is no doing to be undone. */
export const isUndo = ({ action, isLasting }: Toast): boolean => action !== null && !isLasting
