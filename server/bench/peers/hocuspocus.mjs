/** Hocuspocus with its SQLite extension: `hocuspocus.mjs <port> <file>`. */
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [port = '0', database = ':memory:'] = process.argv.slice(2)
const server = new Server({ address: '127.0.0.1', port: Number(port), quiet: true, extensions: [new SQLite({ database })] })
await server.listen()
console.log('listening')
