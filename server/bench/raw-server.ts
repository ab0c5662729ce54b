/**
 * What the machine can do at best, in two modes:
 *   fan-out   raw WebSockets that pass every update on at once and store nothing: the physical limit
 *   durable   raw WebSockets that write each update to a SQLite log and commit once per turn of the event loop, before
 *             anybody is told: the durable limit
 * No rules, no permissions, nothing checked. What is spoken: dialect/raw.
 */
import uWS from 'uWebSockets.js'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ALL_OPEN } from './dialect/raw'

const [mode = 'durable', folder = '.'] = process.argv.slice(2)
const database = new Database(join(folder, 'raw.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE IF NOT EXISTS log (n INTEGER PRIMARY KEY, doc INTEGER NOT NULL, body BLOB NOT NULL)')
database.exec('CREATE TABLE IF NOT EXISTS document (doc INTEGER PRIMARY KEY, body BLOB NOT NULL)')
const insert = database.prepare('INSERT INTO log (doc, body) VALUES (?, ?)')
const stored = database.prepare<[number], { body: Buffer }>('SELECT body FROM document WHERE doc = ?')
const commit = database.transaction((updates: readonly Buffer[]) => {
  for (const update of updates) insert.run(update.readUInt16BE(0), update.subarray(4))
})

interface Peer {
  readonly documents: readonly number[]
}

let turn: Buffer[] = []

function endTurn(): void {
  const updates = turn
  turn = []
  commit(updates)
  // One frame for each document.
  const frames = new Map<number, Buffer[]>()
  for (const update of updates) {
    const doc = update.readUInt16BE(0)
    const frame = frames.get(doc)
    if (frame) frame.push(update.subarray(2))
    else frames.set(doc, [update])
  }
  for (const [doc, parts] of frames) app.publish(String(doc), Buffer.concat(parts), true)
}

const app = uWS.App().ws<Peer>('/*', {
  maxBackpressure: 64 * 1024 * 1024,
  maxPayloadLength: 1024 * 1024,
  upgrade(response, request, context) {
    const [first = 0, count = 0] = ['first', 'count'].map((name) => Number(request.getQuery(name)))
    const documents = Array.from({ length: count }, (_, index) => first + index)
    const [key, protocol, extensions] = ['key', 'protocol', 'extensions'].map((name) => request.getHeader(`sec-websocket-${name}`))
    response.upgrade<Peer>({ documents }, key ?? '', protocol ?? '', extensions ?? '', context)
  },
  open(socket) {
    for (const doc of socket.getUserData().documents) {
      socket.subscribe(String(doc))
      const body = stored.get(doc)?.body
      if (body) socket.send(Buffer.concat([number(doc), body]), true)
    }
    socket.send(number(ALL_OPEN), true)
  },
  message(socket, message) {
    if (mode === 'fan-out') {
      socket.publish(String(new DataView(message).getUint16(0)), message, true)
      return
    }
    if (turn.length === 0) setImmediate(endTurn)
    turn.push(Buffer.from(message.slice(0)))
  },
})

function number(doc: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(doc)
  return bytes
}

const announce = (token: uWS.us_listen_socket | false) => {
  process.stdout.write(`listening on ${token ? uWS.us_socket_local_port(token) : 0}\n`)
}
app.listen('127.0.0.1', 0, announce)
