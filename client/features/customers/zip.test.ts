import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { zip } from './zip'

const READ = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(json.dumps({name: archive.read(name).decode() for name in archive.namelist()}))
`

/** Read by somebody else's program. */
const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
})()

test.skipIf(!hasPython)('[A6] an archive is read by another program (Python): names in any alphabet, contents, checksums', async () => {
  const files = { 'data.json': '{"имя":"Анна"}', 'files/смета 1.txt': 'смета', 'files/пусто': '' }
  const made = zip(Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })))
  const folder = mkdtempSync(join(tmpdir(), 'okno-zip-'))
  try {
    const path = join(folder, 'a.zip')
    writeFileSync(path, new Uint8Array(await made.arrayBuffer()))
    expect(JSON.parse(execFileSync('python3', ['-c', READ, path], { encoding: 'utf8' }))).toEqual(files)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
