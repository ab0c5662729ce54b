/**
 * `npm test`: everything from a fresh clone. Installs and builds what is missing, runs the tests in Node and the
 * journeys in a browser, and ends with one line `N passed, N failed`. That line is what automation reads: it is
 * printed in every case, and nothing follows it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPeers } from './peers.mjs'
import { CannotPrepare, prepare, ROOT, run } from './prepare.mjs'

const CHROMIUM = '/usr/bin/chromium'

/** Programs of others that the tests talk to: each a Debian package and how one sees that it is there. */
const PEERS = [
  { name: 'chromium', isHere: () => existsSync(CHROMIUM) },
  { name: 'ffmpeg', isHere: () => spawnSync('ffmpeg', ['-version']).status === 0 },
  { name: 'python3', isHere: () => spawnSync('python3', ['--version']).status === 0 },
  { name: 'dovecot-imapd', isHere: () => existsSync('/usr/lib/dovecot/imap') },
  { name: 'dovecot-lmtpd', isHere: () => existsSync('/usr/lib/dovecot/lmtp') },
  { name: 'postfix', isHere: () => existsSync('/usr/sbin/postfix') },
  { name: 'libnet-smpp-perl', isHere: () => spawnSync('perl', ['-MNet::SMPP', '-e', '1']).status === 0 },
]

/** @typedef {{ passed: number, failed: number }} Count */

const reports = mkdtempSync(join(tmpdir(), 'okno-test-'))
/** @type {Count[]} */
let counts = []
try {
  prepare()
  providePeers()
  installPeers(join(ROOT, 'server', 'peers'), 'Installing what others have written for the tests…')
  counts = [unitTests(), journeys()]
} catch (error) {
  console.error(error instanceof CannotPrepare ? error.message : error)
  counts.push({ passed: 0, failed: 1 })
} finally {
  rmSync(reports, { recursive: true, force: true })
}

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function providePeers() {
  const missing = PEERS.filter(({ isHere }) => !isHere()).map(({ name }) => name)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new CannotPrepare(`The tests need ${missing.join(', ')}: on Debian \`apt-get install ${missing.join(' ')}\`.`)
  console.log(`Installing ${missing.join(', ')}…`)
  const failure = 'What the tests talk to could not be installed: see the lines above.'
  run('apt-get', ['update'], { failure })
  // Postfix asks how it is to be set up; the tests bring their own configuration.
  run('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends', ...missing], { failure })
}

/** @returns {Count} */
function unitTests() {
  const report = join(reports, 'vitest.json')
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const ok = execute([vitest, 'run', '--silent=passed-only', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {})
  const found = read(report)
  // A file that cannot even be loaded holds no failed test; it is a failure all the same.
  const broken = found?.testResults.filter((/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0)
  return settle(ok, found && { passed: found.numPassedTests, failed: found.numFailedTests + broken.length })
}

/** @returns {Count} */
function journeys() {
  const report = join(reports, 'playwright.json')
  const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js')
  const args = ['test', '--config', 'client/e2e/playwright.config.ts', '--reporter=list,json', '--pass-with-no-tests']
  const ok = execute([playwright, ...args], { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  const stats = read(report)?.stats
  return settle(ok, stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected })
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} environment
 */
function execute(args, environment) {
  const env = { ...process.env, ...environment }
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env })
  return status === 0
}

/** @param {string} report */
function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
}

/**
 * A runner that ends badly without naming a failed test (a crash, an unhandled rejection) counts as one.
 * @param {boolean} ok
 * @param {Count | undefined} count
 * @returns {Count}
 */
function settle(ok, count) {
  if (!count) return { passed: 0, failed: 1 }
  return ok || count.failed > 0 ? count : { passed: count.passed, failed: 1 }
}
