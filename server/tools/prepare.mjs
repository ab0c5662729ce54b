/** Brings the packages and the build up to date; does nothing when they are. Plain JavaScript: it runs before the packages are there. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { machineProblem, thisMachine } from './machine.mjs'

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const INSTALLED = join(ROOT, 'node_modules', '.okno-lock')
const BUILT = join(ROOT, 'dist', '.okno-build')

/** What a build is made of. */
const SOURCES = ['client', 'server', 'shared', 'public', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']
const NOT_BUILT = /\.test\.tsx?$|[\\/](e2e|node_modules)$/

const BUILDS = [[], ['--mode', 'widget'], ['--mode', 'loader'], ['--mode', 'server']]

export class CannotPrepare extends Error {}

/** @throws CannotPrepare with one sentence for whoever started us */
export function prepare() {
  const problem = machineProblem(thisMachine())
  if (problem) throw new CannotPrepare(problem)
  install()
  build()
}

function install() {
  const wanted = `${hash([readFileSync(join(ROOT, 'package-lock.json'))])} ${process.versions.modules}`
  const marked = existsSync(INSTALLED) ? readFileSync(INSTALLED, 'utf8') : null
  if (marked === wanted) return
  if (marked !== null || !isInstalledByHand()) {
    console.log('Installing packages…')
    // Tools of the build are development packages, so they are wanted in production too.
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
      failure: 'The packages could not be installed: see the lines above; building them may need python3, make and g++.',
    })
  }
  writeFileSync(INSTALLED, wanted)
}

/** Somebody ran `npm ci` or `npm install`: npm's own record then agrees with the lock file. */
function isInstalledByHand() {
  const record = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const present = packagesOf(record)
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version)
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {}

function build() {
  const sources = hash(SOURCES.flatMap((path) => contents(join(ROOT, path))))
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') === sources) return
  console.log('Building…')
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  for (const mode of BUILDS)
    run(process.execPath, [vite, 'build', '--logLevel', 'warn', ...mode], { failure: 'The build failed: see the lines above.' })
  writeFileSync(BUILT, sources)
}

/**
 * Names and bytes of all files, in a stable order. Bytes, not times: a fresh checkout has new times.
 * @param {string} path
 * @returns {(string | Uint8Array)[]}
 */
function contents(path) {
  if (NOT_BUILT.test(path) || !existsSync(path)) return []
  if (statSync(path).isFile()) return [path.slice(ROOT.length), readFileSync(path)]
  const names = readdirSync(path).sort()
  return names.flatMap((name) => contents(join(path, name)))
}

/** @param {(string | Uint8Array)[]} parts */
function hash(parts) {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part).update('\0')
  return sum.digest('hex')
}

/**
 * Output goes to the same terminal, so that whoever waits sees why.
 * @param {string} command
 * @param {string[]} args
 * @param {{ failure: string }} options
 */
export function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error || status !== 0) throw new CannotPrepare(options.failure)
}
