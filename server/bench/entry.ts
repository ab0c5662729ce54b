import { fileURLToPath } from 'node:url'

/** Another entry of the build this runs in. */
export const entry = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url))

/** The sources of the bench, where the peers are installed. */
export const PEERS_FOLDER = fileURLToPath(new URL('../../server/bench/', import.meta.url))
