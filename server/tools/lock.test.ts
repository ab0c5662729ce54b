import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'

const Lock = v.object({
  packages: v.record(
    v.string(),
    v.looseObject({ resolved: v.optional(v.string()), optionalDependencies: v.optional(v.record(v.string(), v.string())) }),
  ),
})
const { packages } = v.parse(Lock, JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')))

test('the lock file holds the optional packages of every platform, without which npm ci refuses it', () => {
  const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  expect(wanted.filter((name) => !names.has(name))).toEqual([])
})

test('the lock file names no registry: everyone installs from their own', () => {
  expect(Object.values(packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
})
