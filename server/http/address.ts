import type { HttpRequest } from './port'

interface WithHeaders {
  header(name: string): string | undefined
}

export interface PublicAddress {
  /** Scheme and host under which the caller reached us, without a trailing slash. */
  of(request: WithHeaders): string
  isSecure(request: HttpRequest): boolean
}

/** @param publicUrl as configured; null: as the request says. */
export function makePublicAddress({ publicUrl, isBehindProxy }: { publicUrl: string | null; isBehindProxy: boolean }): PublicAddress {
  // The port itself speaks plain HTTP: only a proxy, or the configuration that knows of one, makes it https.
  const schemeOf = (request: WithHeaders): string => (isBehindProxy && request.header('x-forwarded-proto') === 'https' ? 'https' : 'http')
  const hostOf = (request: WithHeaders): string =>
    (isBehindProxy && request.header('x-forwarded-host')) || request.header('host') || 'localhost'
  return {
    of: (request) => publicUrl ?? `${schemeOf(request)}://${plain(hostOf(request))}`,
    isSecure: (request) => (publicUrl ? publicUrl.startsWith('https:') : schemeOf(request) === 'https'),
  }
}

/** The host goes into a snippet of HTML; what is not a host name's character has no business there. */
const plain = (host: string): string => host.replace(/[^A-Za-z0-9.:[\]-]/g, '')
