/** `npm run soak`: faults of real processes, at length. `npm run soak -- kill line` runs these lanes; `--small` their small sizes. */

import { tmpdir } from 'node:os'
import { describeMachine } from '../bench/machine'
import { LANES } from './lanes'

// Started by server/tools/start.mjs, whose first argument is this entry's own name.
const asked = process.argv.slice(3)
const size = asked.includes('--small') ? 'small' : 'full'
const names = asked.filter((word) => !word.startsWith('--'))
const unknown = names.filter((name) => !LANES.some((lane) => lane.name === name))

if (unknown.length > 0) {
  process.stderr.write(`There is no lane ${unknown.join(', ')}; there are ${LANES.map(({ name }) => name).join(', ')}.\n`)
  process.exit(1)
}

const { cpu, cores, memoryGib, node, load, fsyncMs } = describeMachine(tmpdir())
process.stdout.write(`${cpu}, ${cores} cores, ${memoryGib} GiB, Node ${node}, load ${load.toFixed(1)}, fsync ${fsyncMs.toFixed(2)} ms\n\n`)
let failed = 0
for (const lane of LANES) {
  if (names.length > 0 && !names.includes(lane.name)) continue
  const started = Date.now()
  process.stdout.write(`${lane.name}: ${lane.promise}\n`)
  const { figures, problems } = await lane.run(size)
  for (const [what, figure] of Object.entries(figures)) process.stdout.write(`  ${what.padEnd(28)} ${figure}\n`)
  for (const problem of problems.slice(0, 20)) process.stdout.write(`  BROKEN: ${problem}\n`)
  process.stdout.write(
    `  ${problems.length === 0 ? 'kept' : `${problems.length} broken`}, ${((Date.now() - started) / 1000).toFixed(0)} s\n\n`,
  )
  if (problems.length > 0) failed += 1
}
process.exit(failed)
