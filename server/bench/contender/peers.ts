/** The named peers, as their makers ship them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { hocuspocus } from '../dialect/hocuspocus'
import { yWebsocket } from '../dialect/y-websocket'
import { PEERS_FOLDER } from '../entry'
import { freePort, startServer } from '../process'
import type { Contender } from './contender'
import { runPeerScript } from './peer-script'

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `document-${index}`)

export const arePeersInstalled = (): boolean => existsSync(join(PEERS_FOLDER, 'node_modules', 'y-websocket'))

/** y-websocket 2's own server with its LevelDB store. It acknowledges nothing: what it sends back counts as that. */
export const yWebsocketServer: Contender = {
  name: 'y-websocket 2 + LevelDB',
  isLimit: false,
  isDurable: false,
  dialect: yWebsocket((document) => `/${document}`, 'echo'),
  async prepare(folder, { documents, content }) {
    if (content) await runPeerScript('seed-y-websocket.mjs', [join(folder, 'level'), String(documents)], content)
    return names(documents)
  },
  async start(folder) {
    const port = await freePort()
    return startServer(join(PEERS_FOLDER, 'node_modules', 'y-websocket', 'bin', 'server.cjs'), {
      env: { HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: join(folder, 'level') },
      started: /running at/,
      port,
    })
  },
}

/** Hocuspocus 3 with its SQLite extension, both as they come. */
export const hocuspocusServer: Contender = {
  name: 'Hocuspocus 3 + SQLite',
  isLimit: false,
  isDurable: false,
  dialect: hocuspocus,
  async prepare(folder, { documents, content }) {
    const database = new Database(join(folder, 'hocuspocus.db'))
    database.exec('CREATE TABLE "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))')
    const insert = database.prepare('INSERT INTO documents (name, data) VALUES (?, ?)')
    if (content) database.transaction(() => names(documents).forEach((name) => void insert.run(name, content)))()
    database.close()
    return names(documents)
  },
  async start(folder) {
    const port = await freePort()
    const args = [String(port), join(folder, 'hocuspocus.db')]
    return startServer(join(PEERS_FOLDER, 'peers', 'hocuspocus.mjs'), { args, started: /listening/, port })
  },
}
