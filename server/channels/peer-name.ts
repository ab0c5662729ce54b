/** What is not seen by itself: controls, joiners, spaces of every kind, letters that are drawn as nothing. */
const UNSEEN = /[\p{C}\p{Z}\u115f\u1160\u3164\uffa0\u2800]/gu
/** What breaks a line, or turns the direction of what stands after the name. */
const UNRULY = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu

/** A person's name as their channel has it, fit to stand in a list. Empty when there is nothing to be seen of it. */
export function peerName(given: string): string {
  if (given.replace(UNSEEN, '') === '') return ''
  return given.replace(UNRULY, ' ').replace(/\s+/gu, ' ').trim()
}
