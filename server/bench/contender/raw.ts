import { join } from 'node:path'
import Database from 'better-sqlite3'
import { raw } from '../dialect/raw'
import { entry } from '../entry'
import { startServer } from '../process'
import { readUpdate } from '../wire/small-update'
import type { Contender } from './contender'

const rawServer = (mode: 'fan-out' | 'durable', name: string): Contender => ({
  name,
  isLimit: true,
  isDurable: mode === 'durable',
  dialect: raw,
  async prepare(folder, { documents, content }) {
    const database = new Database(join(folder, 'raw.db'))
    database.pragma('journal_mode = WAL')
    database.exec('CREATE TABLE document (doc INTEGER PRIMARY KEY, body BLOB NOT NULL)')
    const insert = database.prepare('INSERT INTO document (doc, body) VALUES (?, ?)')
    const numbers = Array.from({ length: documents }, (_, doc) => doc)
    if (content) database.transaction(() => numbers.forEach((doc) => void insert.run(doc, content)))()
    database.close()
    return numbers.map(String)
  },
  stored(folder) {
    const database = new Database(join(folder, 'raw.db'), { readonly: true })
    const clocks = new Map<number, number>()
    for (const body of database.prepare<[], Buffer>('SELECT body FROM log').pluck().iterate())
      readUpdate(body, 0, (author, _from, to) => clocks.set(author, to))
    database.close()
    return clocks
  },
  start: (folder) => startServer(entry('bench-raw'), { args: [mode, folder], started: /listening on (\d+)/ }),
})

export const rawFanOut = rawServer('fan-out', 'raw fan-out')
export const durableLimit = rawServer('durable', 'durable limit')
