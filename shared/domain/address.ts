/** Where a server of somebody else's is. */
import * as v from 'valibot'

/** A name or an IP address, without scheme and port. */
export const Host = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?$|^[0-9a-f:]*:[0-9a-f:.]+$/),
)
export const Port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))
