/** `npm start`: installs and builds what is missing, then becomes the server. `start.mjs demo` runs another entry of dist/server. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CannotPrepare, prepare, ROOT } from './prepare.mjs'

try {
  prepare()
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  console.error(error.message)
  process.exit(1)
}

process.setSourceMapsEnabled(true)
// In this very process: signals reach the server without a messenger, and it is the process that a supervisor sees.
await import(pathToFileURL(join(ROOT, 'dist', 'server', `${process.argv[2] ?? 'main'}.js`)).href)
