import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LANES } from './lanes'

/** `npm test` builds first; who runs one test file may not have. */
const isBuilt = existsSync(new URL('../../dist/server/main.js', import.meta.url))
const RULES: Readonly<Record<string, string>> = {
  kill: '[I3][I4]',
  copies: '[I3][ST1]',
  line: '[I2][I4]',
  stalled: '[I9][SND2]',
  storm: '[I2][I10]',
  hostile: '[SES3][I9]',
}

describe.skipIf(!isBuilt)('the built server, in small (needs `npm run build`)', () => {
  test.each(LANES.map((lane) => [`${RULES[lane.name]} ${lane.promise}`, lane] as const))('%s', { timeout: 180_000 }, async (_, lane) => {
    expect((await lane.run('small')).problems).toEqual([])
  })
})
