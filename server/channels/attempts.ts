/** When something that the channel could not take just now is tried again. Pure. */

const MAX_ATTEMPTS = 6
/** Of each wait to the one before it: trouble that is over soon is soon found out, and half an hour of it is outlived. */
const GROWTH = 4

/** @param attempts so far, all in vain. @param of.firstMs after the first of them. @returns null: it has been often enough. */
export const againAt = (attempts: number, { firstMs, now }: { readonly firstMs: number; readonly now: number }): number | null =>
  attempts >= MAX_ATTEMPTS ? null : now + firstMs * GROWTH ** Math.max(0, attempts - 1)
