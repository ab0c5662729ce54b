// A whole bridge between Okno and a made-up messenger, without any library: copy it, and put yours in the two marked places.
//   OKNO_HOOK=https://okno.example/hooks/gateway/CHANNEL SECRET=… PORT=9000 node bridge.mjs
// Connect it in Okno as «Открытый канал» with the address http://…:9000/okno and the same secret.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const { OKNO_HOOK = '', SECRET = '', PORT = '0' } = process.env
const sign = (timestamp, body) => `v1=${createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex')}`

function isFromOkno({ headers }, body) {
  const timestamp = headers['x-okno-timestamp'] ?? ''
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false
  const [given, wanted] = [Buffer.from(headers['x-okno-signature'] ?? ''), Buffer.from(sign(timestamp, body))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Tells Okno; until Okno has said that it has it, again. The same id told twice is one message; what is no event stays none. */
async function tell(event) {
  const body = JSON.stringify(event)
  for (let wait = 500; ; wait = Math.min(wait * 2, 60_000)) {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const headers = { 'x-okno-timestamp': timestamp, 'x-okno-signature': sign(timestamp, body) }
    const response = await fetch(OKNO_HOOK, { method: 'POST', headers, body }).catch(() => null)
    if (response && (response.ok || response.status === 422)) return response.status
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

// ── Your messenger, inwards: when somebody writes there, call this. Here: POST /said {"id","from","text"}.
const said = ({ id, from, text }) => tell({ type: 'message', id, peer: { id: from, name: from }, text })

// ── Your messenger, outwards: send it there. Here it is put on a list, GET /sent. Keep what you have sent: an id may come twice.
const sent = new Map()
async function send({ id, peer, text, files }) {
  if (sent.has(id)) return
  const bytes = []
  for (const { path } of files) bytes.push(await (await fetch(new URL(path, OKNO_HOOK))).arrayBuffer())
  sent.set(id, { to: peer.id, text, files: bytes.map((file) => file.byteLength) })
}

async function okno(request, body) {
  if (!isFromOkno(request, body)) return [401, { error: 'The signature is wrong' }]
  const event = JSON.parse(body)
  if (event.type === 'message') await send(event)
  return [200, event.type === 'message' ? { id: `out-${event.id}` } : {}]
}

const server = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  const [status, answer] =
    request.url === '/okno'
      ? await okno(request, body)
      : request.url === '/said'
        ? [await said(JSON.parse(body)), {}]
        : [200, [...sent.values()]]
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
})
server.listen(Number(PORT), '127.0.0.1', () => console.log(`bridge on ${server.address().port}`))
