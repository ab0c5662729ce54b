/**
 * A real mail server for tests: Dovecot holds the mailboxes, Postfix takes e-mails in and sends them on. Both come from
 * Debian and listen on free ports of this machine alone; nothing leaves it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Options as SmtpOptions } from 'nodemailer/lib/smtp-transport'
import { dovecotConfig, oauthConfig, type PeerPorts, postfixMain, postfixMaster } from './mail-peer-config'

export const SHOP = { user: 'shop@shop.test', password: 'shop-password' }
export const BUYER = { user: 'buyer@mail.test', password: 'buyer-password' }
/** Taken by Postfix, refused by Dovecot: whoever writes there is told so afterwards. */
export const GONE = 'gone@mail.test'

type Box = typeof SHOP

const DOVECOT = '/usr/sbin/dovecot'
const POSTFIX = '/usr/sbin/postfix'
const START_MS = 20_000

export interface MailPeer {
  readonly ports: PeerPorts
  /** Certificate of both servers. */
  readonly ca: string
  /** A customer's mail program hands over an e-mail; it is in the mailbox some moments later. */
  write(mail: SendMailOptions): Promise<void>
  /** Puts an e-mail into a mailbox; it is there once this settles. */
  deliver(to: string, raw: Buffer): Promise<void>
  /** Nothing that was handed over is still on its way. */
  settled(): Promise<void>
  /** Empties all mailboxes. */
  empty(): Promise<void>
  /** Everything in a folder of a mailbox, the oldest first. */
  letters(box: Box, folder?: string): Promise<readonly ParsedMail[]>
  /** The mailbox numbers its e-mails anew, as after a restore. */
  renumber(box: Box): Promise<void>
  /** Ends every connection to mailboxes. */
  kick(): void
  stopImap(): Promise<void>
  startImap(): Promise<void>
  stop(): Promise<void>
}

export async function startMailPeer(): Promise<MailPeer> {
  if (!existsSync(DOVECOT) || !existsSync(POSTFIX) || process.getuid?.() !== 0) {
    throw new Error('Tests of e-mail need a mail server, started by root: apt-get install dovecot-imapd dovecot-lmtpd postfix')
  }
  // Between finding a port free and taking it somebody else may have.
  const started = await start().catch(start)
  const { folder, ports, postfix } = started
  let { dovecot } = started

  async function withBox<T>({ user, password }: Box, use: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: ports.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user, pass: password },
      logger: false,
    })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return await use(client)
    } finally {
      await client.logout()
    }
  }

  return {
    ports,
    ca: await readFile(join(folder, 'cert.pem'), 'utf8'),
    async write(mail) {
      const transport = createTransport({ host: '127.0.0.1', port: ports.mx, ignoreTLS: true })
      await transport.sendMail({ from: `Покупець Олена <${BUYER.user}>`, to: SHOP.user, ...mail })
      transport.close()
    },
    async deliver(to, raw) {
      const transport = createTransport({ host: '127.0.0.1', port: ports.lmtp, ignoreTLS: true, lmtp: true } as SmtpOptions)
      await transport.sendMail({ envelope: { from: BUYER.user, to: [to] }, raw })
      transport.close()
    },
    async settled() {
      const queues = ['incoming', 'active', 'deferred'].map((name) => join(folder, 'queue', name))
      const waiting = async () => (await Promise.all(queues.map(filesIn))).some((files) => files > 0)
      const until = Date.now() + START_MS
      while ((await waiting()) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
    },
    async empty() {
      for (const box of [SHOP, BUYER]) {
        await withBox(box, async (client) => {
          for (const { path } of await client.list()) {
            await client.mailboxOpen(path)
            await client.messageDelete('1:*').catch(() => undefined)
          }
        })
      }
    },
    letters: (box, name = 'INBOX') =>
      withBox(box, async (client) => {
        await client.mailboxOpen(name)
        const found = await client.fetchAll('1:*', { source: true }).catch(() => [])
        return Promise.all(found.flatMap(({ source }) => (source ? [simpleParser(source)] : [])))
      }),
    async renumber(box) {
      // Without its list of numbers Dovecot makes another, under another UIDVALIDITY.
      await stopProcess(dovecot)
      for (const file of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache', 'dovecot-uidvalidity'])
        await rm(join(folder, 'mail', box.user, file), { force: true })
      dovecot = await startDovecot(folder, ports)
    },
    kick: () => execFileSync('doveadm', ['-c', join(folder, 'dovecot.conf'), 'kick', SHOP.user], { stdio: 'ignore' }),
    async stopImap() {
      await stopProcess(dovecot)
      // Its children hold the port for some moments more, and whoever connects then waits for a greeting in vain.
      await until(async () => !(await isOpen(ports.imap)))
    },
    async startImap() {
      dovecot = await startDovecot(folder, ports)
    },
    async stop() {
      // What `postfix` starts outlives it.
      execFileSync(POSTFIX, ['-c', join(folder, 'postfix'), 'stop'], { stdio: 'ignore' })
      await stopProcess(postfix)
      await stopProcess(dovecot)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'okno-mail-'))
  const ports = await freePorts()
  await prepare(folder, ports)
  const servers: ChildProcess[] = []
  try {
    const dovecot = spawnDovecot(folder)
    const postfix = spawn(POSTFIX, ['-c', join(folder, 'postfix'), 'start-fg'], { stdio: 'ignore' })
    servers.push(dovecot, postfix)
    for (const [name, port] of Object.entries(ports)) if (name !== 'tokens') await untilOpen(port)
    return { folder, ports, dovecot, postfix }
  } catch (error) {
    await Promise.all(servers.map(stopProcess))
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** A file may go while one looks. */
const filesIn = async (path: string): Promise<number> => {
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((each) => each.isFile()).length
}

async function prepare(folder: string, ports: PeerPorts): Promise<void> {
  const idOf = (kind: '-u' | '-g', user: string) => Number(execFileSync('id', [kind, user]).toString())
  const [uid, gid] = [idOf('-u', 'nobody'), idOf('-g', 'nobody')]
  await chmod(folder, 0o755)
  for (const name of ['run', 'state', 'mail', 'postfix', 'queue', 'data']) await mkdir(join(folder, name), { mode: 0o755 })
  await chown(join(folder, 'mail'), uid, gid)
  await chown(join(folder, 'data'), idOf('-u', 'postfix'), idOf('-g', 'postfix'))
  const certificate = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...named, ...certificate], { stdio: 'ignore' })
  const account = ({ user, password }: Box) => `${user}:{PLAIN}${password}:${uid}:${gid}::${folder}/mail/${user}::\n`
  await writeFile(join(folder, 'users'), [SHOP, BUYER].map(account).join(''))
  await writeFile(join(folder, 'boxes'), [SHOP.user, BUYER.user, GONE].map((user) => `${user} ok\n`).join(''))
  await writeFile(join(folder, 'dovecot.conf'), dovecotConfig(folder, { ports, uid, gid }))
  await writeFile(join(folder, 'oauth2.conf'), oauthConfig(ports))
  await writeFile(join(folder, 'postfix', 'main.cf'), postfixMain(folder, ports))
  await writeFile(join(folder, 'postfix', 'master.cf'), postfixMaster(ports))
}

async function startDovecot(folder: string, { imap, lmtp, auth }: PeerPorts): Promise<ChildProcess> {
  const dovecot = spawnDovecot(folder)
  for (const port of [imap, lmtp, auth]) await untilOpen(port)
  return dovecot
}

const spawnDovecot = (folder: string): ChildProcess => spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(timer)
}

const untilOpen = (port: number): Promise<void> => until(() => isOpen(port), `The mail server has not opened port ${port}`)

async function until(isSo: () => Promise<boolean>, otherwise = 'The mail server takes too long'): Promise<void> {
  const end = Date.now() + START_MS
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (found: boolean) => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
}

/** All at once, so that none is given twice. */
async function freePorts(): Promise<PeerPorts> {
  const servers = await Promise.all(
    Array.from({ length: 7 }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => Number(Reflect.get(Object(server.address()), 'port')))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  const [imap = 0, imaps = 0, lmtp = 0, auth = 0, submission = 0, mx = 0, tokens = 0] = ports
  return { imap, imaps, lmtp, auth, submission, mx, tokens }
}
