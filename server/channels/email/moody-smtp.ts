/** Stands before a mail server and has moods: refuses, puts off, or takes an e-mail and hangs up before it says so. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** `lost-answer`: the server behind has it. `lost-data`: the line ends in the middle of the e-mail, and it has nothing. */
export type Mood = 'temporary' | 'permanent' | 'busy' | 'lost-answer' | 'lost-data' | 'slow'

export interface MoodySmtp {
  readonly port: number
  /** What the next e-mail meets; of several, one each. */
  next(mood: Mood): void
  stop(): Promise<void>
  start(): Promise<void>
}

const SAID: Readonly<Record<'temporary' | 'permanent' | 'busy', string>> = {
  temporary: '451 4.7.1 Greylisted, come again\r\n',
  permanent: '550 5.1.1 No such user here\r\n',
  busy: '421 4.3.2 Too many connections\r\n',
}

/** So long a virus scanner may look at an e-mail before the server answers. */
const SLOW_MS = 2000

export async function startMoodySmtp(behind: number): Promise<MoodySmtp> {
  const moods: Mood[] = []
  const sockets = new Set<Socket>()
  let server: Server | null = null
  let port = 0

  async function start(): Promise<void> {
    const started = createServer((client) => stand(client)).listen(port, '127.0.0.1')
    await once(started, 'listening')
    port = Number(Reflect.get(Object(started.address()), 'port'))
    server = started
  }

  function stand(client: Socket): void {
    const upstream = connect(behind, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    let mood: Mood | undefined
    let isData = false
    client.on('data', (bytes) => {
      const line = bytes.toString('latin1')
      if (/^MAIL FROM/i.test(line)) mood = moods.shift()
      if (mood && mood in SAID && /^(?:MAIL|RCPT) /i.test(line) && (mood !== 'permanent' || /^RCPT/i.test(line))) {
        client.write(SAID[mood as keyof typeof SAID])
        return
      }
      if (isData && mood === 'lost-data') return client.destroy()
      if (/^DATA/i.test(line)) isData = true
      upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      if (isData && mood === 'lost-answer' && /^250 /.test(bytes.toString('latin1'))) return client.destroy()
      if (isData && mood === 'slow' && /^250 /.test(bytes.toString('latin1'))) return void setTimeout(() => client.write(bytes), SLOW_MS)
      // One command at a time, so that each can meet a mood.
      client.write(bytes.toString('latin1').replace('250-PIPELINING\r\n', ''), 'latin1')
    })
  }

  await start()
  return {
    get port() {
      return port
    },
    next: (mood) => void moods.push(mood),
    async stop() {
      const stopping = server
      server = null
      for (const socket of sockets) socket.destroy()
      if (stopping) await new Promise((resolve) => stopping.close(resolve))
    },
    start,
  }
}
