/** `npm run bench -- [lane …] [--quick] [--json file]`: Okno against its peers and the limits of the machine, in one run. */
import { writeFile } from 'node:fs/promises'
import { arePeersInstalled } from './contender/peers'
import type { Lane, Table } from './lane'
import { acknowledged } from './lanes/acknowledged'
import { catchUp } from './lanes/catch-up'
import { fanOut } from './lanes/fan-out'
import { growth } from './lanes/growth'
import { memory } from './lanes/memory'
import { messages } from './lanes/messages'
import { storm } from './lanes/storm'
import { describeMachine } from './machine'
import { inFolder } from './process'
import { printMachine, printTable } from './report'

const LANES: readonly Lane[] = [fanOut, acknowledged, storm, catchUp, messages, memory, growth]

const args = process.argv.slice(2)
const flag = (name: string) => args.includes(`--${name}`)
const jsonFile = args.includes('--json') ? args[args.indexOf('--json') + 1] : undefined
const wanted = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--json')
const unknown = wanted.filter((name) => !LANES.some((lane) => lane.name === name))
if (unknown.length > 0) {
  console.error(`There is no lane ${unknown.join(', ')}; there are ${LANES.map(({ name }) => name).join(', ')} and client.`)
  process.exit(1)
}

const isQuick = flag('quick')
const runs = Number(process.env.OKNO_BENCH_RUNS ?? (isQuick ? 1 : 3))
const options = { isQuick, runs, withPeers: arePeersInstalled() }
const machine = await inFolder(async (folder) => describeMachine(folder))
process.stdout.write(printMachine(machine))
if (!options.withPeers) process.stdout.write('The peers are not installed: only Okno and the limits are measured.\n')

const begun = performance.now()
const results: { lane: string; tables: Table[] }[] = []
for (const lane of LANES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const tables: Table[] = []
  await lane.run(options, (table) => {
    tables.push(table)
    process.stdout.write(printTable(table))
  })
  results.push({ lane: lane.name, tables })
}
const seconds = Math.round((performance.now() - begun) / 1000)
process.stdout.write(`\nDone in ${seconds} s.\n`)
if (jsonFile)
  await writeFile(jsonFile, `${JSON.stringify({ date: new Date().toISOString(), machine, options, seconds, results }, null, 2)}\n`)
process.exit(0)
