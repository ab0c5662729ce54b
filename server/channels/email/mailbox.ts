/**
 * Reads a mailbox for as long as the connection lives: what came while nobody was there, then what comes. The server is
 * told nothing: e-mails stay as they are, unread for whoever looks at the mailbox by other means.
 */
import { addAbortSignal } from 'node:stream'
import type { ImapFlow } from 'imapflow'
import { reconnectDelay } from '#shared/lib/backoff'
import type { ConnectionServices, Fetched, RawEvent } from '../connector'
import { pause } from '../pause'
import { letterKey } from './headers'
import { IMAP_TIMES, type ImapOptions, openImap } from './imap'
import { newUids, type Place, parsePlace, readingOf } from './place'
import { filesOf, MAX_KEPT_BYTES, parseRef, storedText, WHOLE } from './stored-letter'
import { isOfAccount, mailTrouble } from './trouble'

/** Word of new e-mails can be lost between two commands: so often one looks anyway. */
const LOOK_MS = 120_000
/** So that a server that ends listening at once is not asked all the time. */
const SETTLE_MS = 500
/** A password that is wrong is wrong the next second too, and some servers lock the account. */
const SIGN_IN_AGAIN_MS = 5 * 60_000
const PLACE = 'place'

export interface Mailbox {
  /** Settles some moments after `signal` has fired. */
  run(signal: AbortSignal): Promise<void>
  /** A part of an e-mail. @throws when the mailbox cannot be asked now. */
  fetch(ref: string, of: { limit: number; signal: AbortSignal }): Promise<Fetched>
  /** Puts what has been sent where people look for it: now, or once the mailbox is there again. */
  keepSent(raw: Buffer): void
  /** With what it was once let in it may be let in no more: then that is to be known, and not in an hour. */
  signInAnew(): void
}

type Services = Pick<ConnectionServices, 'channelId' | 'receive' | 'memory' | 'report' | 'clock' | 'log'>

/** Copies that wait for the mailbox; beyond it the oldest are let go: the e-mails themselves have been sent. */
const MAX_COPIES = 20

export function createMailbox(options: ImapOptions, services: Services): Mailbox {
  const { report } = services
  const copies: Buffer[] = []
  let client: ImapFlow | null = null
  let sentFolder: string | null = null
  let isKeeping = false

  async function keepCopies(): Promise<void> {
    for (let raw = copies[0]; raw && client?.usable; raw = copies[0]) {
      if (sentFolder !== null) await client.append(sentFolder, raw, ['\\Seen'])
      copies.shift()
    }
  }

  function flush(): void {
    if (isKeeping) return
    isKeeping = true
    keepCopies()
      .catch((error: unknown) => services.log.error('email.copy-failed', error, { channel: services.channelId }))
      .finally(() => {
        isKeeping = false
      })
  }

  async function session(signal: AbortSignal): Promise<void> {
    const opened = await openImap(options)
    client = opened
    const end = () => opened.close()
    signal.addEventListener('abort', end)
    try {
      const { wait } = makeBell(opened, signal)
      await opened.mailboxOpen('INBOX', { readOnly: true })
      sentFolder = keepsSent(opened, options.settings.imapHost) ? null : await sentFolderOf(opened)
      flush()
      while (opened.usable && !signal.aborted) {
        await catchUp(opened, services, options.times?.answerMs)
        report('connected')
        await wait()
      }
    } finally {
      signal.removeEventListener('abort', end)
      client = null
      opened.close()
    }
  }

  return {
    async run(signal) {
      for (let attempt = 0; !signal.aborted; attempt += 1) {
        const began = services.clock()
        let isRefused = false
        try {
          await session(signal)
        } catch (error) {
          const { problem } = mailTrouble('IMAP', error)
          isRefused = isOfAccount(problem)
          if (!signal.aborted) report(isRefused ? 'auth' : 'down', problem)
        }
        // What worked for a while may work again at once.
        if (services.clock() - began > LOOK_MS) attempt = 0
        await pause(isRefused ? SIGN_IN_AGAIN_MS : reconnectDelay(attempt, Math.random()), signal)
      }
    },
    async fetch(ref, { limit, signal }) {
      const place = parseRef(ref)
      if (!place) return { ok: false, why: 'gone' }
      if (!client?.usable || !client.mailbox) return { ok: false, why: 'later' }
      if (String(client.mailbox.uidValidity) !== place.uidValidity) return { ok: false, why: 'gone' }
      const part = place.part === WHOLE ? undefined : place.part
      const { content } = await client.download(String(place.uid), part, { uid: true, maxBytes: limit + 1 })
      if (!content) return { ok: false, why: 'gone' }
      const chunks: Buffer[] = []
      // Whatever stands in line after it would wait for all of it.
      for await (const chunk of addAbortSignal(signal, content)) chunks.push(Buffer.from(chunk))
      const bytes = Buffer.concat(chunks)
      return bytes.length > limit ? { ok: false, why: 'too-large' } : { ok: true, bytes }
    },
    keepSent(raw) {
      copies.push(raw)
      if (copies.length > MAX_COPIES) copies.shift()
      flush()
    },
    signInAnew: () => client?.close(),
  }
}

/** Wakes up at new e-mails, when it is time to look, and when the line ends. A ring before anybody waits is not lost. */
function makeBell(client: ImapFlow, signal: AbortSignal) {
  let hasRung = false
  let ring = (): void => {
    hasRung = true
  }
  const onNews = () => ring()
  client.on('exists', onNews)
  client.on('close', onNews)
  return {
    async wait(): Promise<void> {
      if (!hasRung && client.usable) {
        const rung = new Promise<void>((resolve) => {
          ring = resolve
        })
        // Ends with the next command, of a copy for «Sent» for one: after it one listens again.
        const listening = client.idle().catch(() => undefined)
        await Promise.race([rung, listening.then(() => pause(SETTLE_MS, signal)), pause(LOOK_MS, signal)])
      }
      hasRung = false
      ring = () => {
        hasRung = true
      }
    },
  }
}

/** @throws what the question does; one that is not answered in time ends the connection: a server that sends a byte now and then is never silent. */
async function answered<T>(client: ImapFlow, answerMs: number, question: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => client.close(), answerMs)
  try {
    return await question()
  } finally {
    clearTimeout(timer)
  }
}

async function catchUp(client: ImapFlow, { receive, memory, clock }: Services, answerMs = IMAP_TIMES.answerMs): Promise<void> {
  const box = client.mailbox
  if (!box) return
  const facts = { uidValidity: String(box.uidValidity), uidNext: box.uidNext }
  const reading = readingOf(parsePlace(await memory.get(PLACE)), facts, clock())
  const keep = (place: Place) => memory.set(PLACE, JSON.stringify(place))
  let { place } = reading
  const query = reading.kind === 'renumbered' ? { since: new Date(reading.from) } : { uid: `${place.lastUid + 1}:*` }
  const found = reading.kind === 'begin' ? [] : (await answered(client, answerMs, () => client.search(query, { uid: true }))) || []
  for (const uid of newUids(found, place)) {
    const event = await answered(client, answerMs, () => takeLetter(client, uid, facts.uidValidity))
    if (event) await receive([event])
    place = { ...place, lastUid: uid }
    // A mailbox that numbers anew is begun again if this is cut off: until its end the old place stands.
    if (reading.kind === 'go-on') await keep(place)
  }
  // What had another number before is not read again as new.
  const lastUid = reading.kind === 'renumbered' ? Math.max(place.lastUid, facts.uidNext - 1) : place.lastUid
  await keep({ ...place, lastUid, readAt: clock() })
}

/** @returns null when it is not there any more. */
async function takeLetter(client: ImapFlow, uid: number, uidValidity: string): Promise<RawEvent | null> {
  const letter = await client.fetchOne(
    String(uid),
    { uid: true, size: true, bodyStructure: true, source: { start: 0, maxLength: MAX_KEPT_BYTES } },
    { uid: true },
  )
  if (letter === false || letter.source === undefined) return null
  const isWhole = (letter.size ?? 0) <= MAX_KEPT_BYTES
  const left = isWhole ? null : [...filesOf(letter.bodyStructure)]
  return { key: letterKey(letter.source), raw: storedText({ uidValidity, uid, source: letter.source.toString('base64'), left }) }
}

/** Servers that put what goes through them into the folder by themselves: another copy would be one too many. */
const keepsSent = (client: ImapFlow, host: string): boolean =>
  client.capabilities.has('X-GM-EXT-1') || /(?:^|\.)(?:office365|outlook)\.com$/i.test(host)

async function sentFolderOf(client: ImapFlow): Promise<string | null> {
  const folders = await client.list()
  const named = (names: RegExp) => folders.find(({ name }) => names.test(name))?.path
  return (
    folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ??
    named(/^(?:sent|sent items|sent messages|отправленные|надіслані)$/i) ??
    null
  )
}
