/** Runs that once broke a promise: each is run for ever, with what it had found. */
export const KEPT_SEEDS: readonly { readonly seed: number; readonly steps: number; readonly found: string }[] = []
