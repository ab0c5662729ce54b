/** Programs of others are no dependency of Okno: they are installed when they are wanted, into a folder of their own. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs what a folder's lock file names, unless it has been. What cannot be installed is left out.
 * @param {string} folder
 * @param {string} news for whoever waits
 */
export function installPeers(folder, news) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const installed = join(folder, 'node_modules', '.okno-lock')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return
  console.log(news)
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status === 0) writeFileSync(installed, lock)
  else console.error('The peers could not be installed; they are left out.')
}
