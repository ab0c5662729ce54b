/** What programs for e-mail put before a subject when one answers or forwards, in the languages our customers write. */
const PREFIX =
  /^\s*(?:re|fwd?|aw|wg|antw|odp|sv|vs|ref|rif|enc|отв|ответ|на|пер|пересл|відп|відповідь)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]\s*/i

/** Prefixes taken off one subject: beyond it somebody is wasting our time. */
const MAX_PREFIXES = 20

/** The subject without «Re:» and its relatives: answers of one thread have the same. Pure. */
export function plainSubject(subject: string): string {
  let plain = subject.replace(/\s+/g, ' ').trim()
  for (let taken = 0; taken < MAX_PREFIXES && PREFIX.test(plain); taken += 1) plain = plain.replace(PREFIX, '')
  return plain.trim()
}
