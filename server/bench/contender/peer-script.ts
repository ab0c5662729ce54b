import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PEERS_FOLDER } from '../entry'

/** Runs one of the scripts that know a peer's own libraries. @param input it is given on its standard input. */
export async function runPeerScript(script: string, args: readonly string[], input: Uint8Array): Promise<void> {
  const child = spawn(process.execPath, [join(PEERS_FOLDER, 'peers', script), ...args], { stdio: ['pipe', 'inherit', 'inherit'] })
  child.stdin?.end(input)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${script} ended with ${code}`)
}
