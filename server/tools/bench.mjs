/**
 * `npm run bench -- [lane …] [--quick] [--json file]`: builds what is missing, installs the peers into server/bench and
 * measures. `npm run bench -- client` is the browser's bench.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CannotPrepare, prepare, ROOT } from './prepare.mjs'

const FOLDER = join(ROOT, 'server', 'bench')

try {
  prepare()
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  console.error(error.message)
  process.exit(1)
}

if (process.argv[2] === 'client') {
  await import(pathToFileURL(join(ROOT, 'dist', 'server', 'bench-client.js')).href)
} else {
  installPeers()
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(join(ROOT, 'dist', 'server', 'bench.js')).href)
}

/** Servers of others are no dependency of Okno: they are installed when somebody measures, into a folder of their own. */
function installPeers() {
  const lock = readFileSync(join(FOLDER, 'package-lock.json'), 'utf8')
  const installed = join(FOLDER, 'node_modules', '.okno-lock')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return
  console.log('Installing the peers, one of which is compiled…')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status === 0) writeFileSync(installed, lock)
  else console.error('The peers could not be installed; they are left out.')
}
