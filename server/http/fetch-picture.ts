/**
 * A picture from a shop's own address, fetched by the server. The address comes from a price list, so it is anybody's:
 * it must not lead into the network that the server stands in, nor hold the server up.
 */
import { lookup as resolve } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const MAX_PICTURE_BYTES = 8 * 1024 * 1024
const TIMEOUT_MS = 10_000
const MAX_REDIRECTS = 3

/** @returns null when there is none to be had, for whatever reason. */
export type FetchPicture = (url: string) => Promise<Uint8Array | null>

export const fetchPicture: FetchPicture = async (url) => {
  let at = url
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const answer = await get(at).catch(() => null)
    if (answer === null || answer instanceof Uint8Array) return answer
    // Whoever answers is anybody, and what they lead to may be no address at all.
    if (!URL.canParse(answer.redirect, at)) return null
    at = new URL(answer.redirect, at).href
  }
  return null
}

async function get(address: string): Promise<Uint8Array | { redirect: string } | null> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || (isIP(host) !== 0 && isInside(host))) return null
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((settle, fail) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const asked = request(url, { lookup: lookupOutside, signal, headers: { accept: 'image/*' } }, (response) => {
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        response.destroy()
        settle({ redirect: headers.location })
      } else if (statusCode !== 200) {
        response.destroy()
        settle(null)
      } else body(response).then(settle, fail)
    })
    asked.on('error', fail)
    asked.end()
  })
}

async function body(response: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > MAX_PICTURE_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Resolved once and used as resolved: a name that answers differently the second time gains nothing. */
const lookupOutside: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    const outside = addresses.filter(({ address }) => !isInside(address))
    const [first] = outside
    if (!first) return done(new Error('The address leads inside'), [])
    if (options.all) done(null, outside)
    else done(null, first.address, first.family)
  })
}

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** IPv4 written as IPv6 is looked at as IPv4. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  return isIP(plain) === 0 || inside.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}
