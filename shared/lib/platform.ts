/**
 * The few globals that browsers, workers and Node have in common. `shared` is compiled without DOM and Node
 * types on purpose; what it may use of the platform is named here and nowhere else.
 */
interface Platform {
  readonly crypto: { getRandomValues(into: Uint8Array): Uint8Array }
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new (label: 'utf-8', options: { fatal: boolean }) => { decode(bytes: Uint8Array): string }
}

declare const globalThis: Platform

const encoder = new globalThis.TextEncoder()
const decoder = new globalThis.TextDecoder('utf-8', { fatal: true })

export const randomBytes = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))

export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text)

/** @throws TypeError when the bytes are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes)
