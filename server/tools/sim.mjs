/**
 * `npm run sim`: the seeded simulation. `-- --seeds 5000 --first 1 --steps 300` runs others than `npm test` does;
 * `--trace` tells what happens; `--bugs` runs the planted bugs instead and writes anew which seed catches each.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './prepare.mjs'

const text = /** @type {const} */ ({ type: 'string' })
const flag = /** @type {const} */ ({ type: 'boolean' })
const { values } = parseArgs({ options: { seeds: text, first: text, steps: text, trace: flag, bugs: flag } })

/** @type {Record<string, string | undefined>} */
const env = {
  ...process.env,
  SIM_SEEDS: values.seeds ?? process.env.SIM_SEEDS,
  SIM_FIRST: values.first ?? process.env.SIM_FIRST,
  SIM_STEPS: values.steps ?? process.env.SIM_STEPS,
}
if (values.trace) env.SIM_TRACE = 'yes'
if (values.bugs) env.SIM_BUGS = 'renew'

const files = values.bugs ? ['client/simulation/bugs'] : ['client/simulation/seeds']
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'simulation', ...files], { cwd: ROOT, stdio: 'inherit', env })
process.exitCode = status ?? 1
