import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Another entry of the build this runs in; from the sources, as tests run it, that of the last build. */
export function entry(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}.js`, import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../dist/server/${name}.js`, import.meta.url))
}

/** The sources of the bench, where the peers are installed. */
export const PEERS_FOLDER = fileURLToPath(new URL('../../server/bench/', import.meta.url))
