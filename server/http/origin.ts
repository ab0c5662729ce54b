import { fail } from './answers'
import type { Route } from './listen'

interface WithHeaders {
  header(name: string): string | undefined
}

export interface OriginPolicy {
  /** For sockets: a browser always says where a socket comes from, so silence is refused. */
  isOwnOrigin(request: WithHeaders): boolean
  /** Refuses what other sites' pages send to this route with their visitor's cookies. */
  protect(route: Route): Route
}

/**
 * @param publicUrl scheme and host people use; null: any name the request itself calls us by.
 * @param isBehindProxy its X-Forwarded-Host is believed.
 */
export function makeOriginPolicy({ publicUrl, isBehindProxy }: { publicUrl: string | null; isBehindProxy: boolean }): OriginPolicy {
  function isOwn(origin: string, request: WithHeaders): boolean {
    if (origin === publicUrl) return true
    // A page of another site cannot choose our Host header, nor its own Origin: equal means the page is ours.
    const hosts = [request.header('host'), isBehindProxy ? request.header('x-forwarded-host') : undefined]
    const host = hostOf(origin)
    return host !== null && hosts.some((own) => own?.toLowerCase() === host)
  }

  return {
    isOwnOrigin(request) {
      const origin = request.header('origin')
      return origin !== undefined && isOwn(origin, request)
    },
    protect(route) {
      if (route.method === 'GET') return route
      return {
        ...route,
        handler(request) {
          const origin = request.header('origin')
          // Programs send no Origin and hold no cookies by accident; browsers send it with everything but GET.
          const isForeign = origin === undefined ? isFromOtherSite(request) : !isOwn(origin, request)
          return isForeign ? fail(403, 'forbidden', 'The request comes from a page of another origin') : route.handler(request)
        },
      }
    },
  }
}

function isFromOtherSite(request: WithHeaders): boolean {
  const site = request.header('sec-fetch-site')
  return site === 'cross-site' || site === 'same-site'
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
