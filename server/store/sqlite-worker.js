// @ts-check
/** A thread with one connection. Requests come as `{ id, op, args }`, answers go as `{ id, value }` or `{ id, error }`. */
import { parentPort, workerData } from 'node:worker_threads'
import { makeConnection, openDatabase } from './sqlite-connection.js'

const database = openDatabase(workerData.path, { readonly: workerData.readonly })
const connection = makeConnection(database)

parentPort?.on('message', ({ id, op, args }) => {
  try {
    parentPort?.postMessage({ id, value: op === 'close' ? close() : connection[op](...args) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
parentPort?.postMessage({ id: 0, value: null })

function close() {
  database.close()
  parentPort?.unref()
  return null
}
