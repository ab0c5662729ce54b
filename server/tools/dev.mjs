/**
 * `npm run dev`: the app from Vite on port 5173 with hot reload, and the server on 8080, rebuilt and restarted when
 * its sources change. The widget is built once: `npm run build:widget` after changing it.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { CannotPrepare, prepare, ROOT } from './prepare.mjs'

try {
  prepare()
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error
  console.error(error.message)
  process.exit(1)
}

const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
const main = join(ROOT, 'dist', 'server', 'main.js')

const children = [
  [vite, 'build', '--mode', 'server', '--watch', '--logLevel', 'warn'],
  ['--enable-source-maps', `--watch-path=${join(ROOT, 'dist', 'server')}`, main],
  [vite],
].map((args) => spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }))

for (const child of children) child.on('exit', stop)
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

function stop() {
  for (const child of children) child.kill()
}
