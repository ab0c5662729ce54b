/**
 * `npm run bench -- [lane …] [--quick] [--json file]`: builds what is missing, installs the peers into server/bench and
 * measures. `npm run bench -- client` is the browser's bench.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPeers } from './peers.mjs'
import { CannotPrepare, prepare, ROOT } from './prepare.mjs'

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
  installPeers(join(ROOT, 'server', 'bench'), 'Installing the peers, one of which is compiled…')
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(join(ROOT, 'dist', 'server', 'bench.js')).href)
}
