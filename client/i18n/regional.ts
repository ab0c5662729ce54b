import { regional as regionalOf } from '#shared/lib/regional'

/** By whose custom days and times are written here. */
export const regional = (language: string, browser = globalThis.navigator?.language ?? ''): string => regionalOf(language, browser)
