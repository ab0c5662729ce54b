import type { Store } from '../store/port'
import { json } from './answers'
import type { Route } from './listen'

/** For load balancers and people: 503 when the store does not answer. */
export function healthRoute(store: Pick<Store, 'head' | 'dialect'>, version: string): Route {
  return {
    method: 'GET',
    path: '/health',
    async handler() {
      try {
        return json({ status: 'ok', version, store: store.dialect, head: await store.head() })
      } catch {
        return json({ status: 'unavailable', version, store: store.dialect, head: null }, 503)
      }
    },
  }
}
