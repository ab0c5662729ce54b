/**
 * The physical limit that Okno is measured against: raw WebSockets that write each message to a SQLite log and commit
 * once per turn of the event loop, before they acknowledge. No rules, no permissions, no devices to tell.
 */

import uWS from 'uWebSockets.js'
import { join } from 'node:path'
import Database from 'better-sqlite3'

const folder = process.argv[2] ?? '.'
const database = new Database(join(folder, 'limit.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE log (n INTEGER PRIMARY KEY, body BLOB NOT NULL)')
const insert = database.prepare('INSERT INTO log (body) VALUES (?)')
const insertAll = database.transaction((bodies: readonly Buffer[]) => {
  for (const body of bodies) insert.run(body)
})

let waiting: { socket: uWS.WebSocket<unknown>; body: Buffer }[] = []

function commit(): void {
  const turn = waiting
  waiting = []
  insertAll(turn.map(({ body }) => body))
  for (const { socket, body } of turn) socket.send(body.subarray(0, 8), true)
}

uWS
  .App()
  .ws('/*', {
    message(socket, message) {
      if (waiting.length === 0) setImmediate(commit)
      waiting.push({ socket, body: Buffer.from(message.slice(0)) })
    },
  })
  .listen('127.0.0.1', 0, (token) => {
    process.stdout.write(`${token ? uWS.us_socket_local_port(token) : 0}\n`)
  })
