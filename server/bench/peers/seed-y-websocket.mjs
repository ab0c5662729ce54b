/** Puts one document, given on standard input, many times into a LevelDB store: `seed-y-websocket.mjs <folder> <count>`. */
import { LeveldbPersistence } from 'y-leveldb'

const [folder = '.', count = '0'] = process.argv.slice(2)
const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const content = Buffer.concat(chunks)
const persistence = new LeveldbPersistence(folder)
for (let index = 0; index < Number(count); index += 1) await persistence.storeUpdate(`document-${index}`, content)
await persistence.destroy()
