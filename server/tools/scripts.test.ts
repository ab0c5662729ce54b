import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const text = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8')

test('whatever the documents tell one to run is there', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync(`${ROOT}docs`, { recursive: true }).map((name) => `docs/${name}`)]
  const named = documents.filter((file) => file.endsWith('.md')).flatMap((file) => [...text(file).matchAll(/npm run ([a-z0-9:]+)/g)])
  const { scripts } = JSON.parse(text('package.json'))
  expect(named.length).toBeGreaterThan(5)
  expect(named.map(([, script]) => script).filter((script) => !((script ?? '') in scripts))).toEqual([])
})
