import { statfs } from 'node:fs/promises'
import type { Store } from '../store/port'
import { json } from './answers'
import type { Route } from './listen'

/** With less room than this on the disk nothing is sure to be kept. Bytes. */
const ENOUGH_BYTES = 32 * 2 ** 20

/**
 * For load balancers and people: 503 when the store does not answer, and when what it is told would soon not be kept.
 * @param freeBytes room on the disk that holds the data.
 */
export function healthRoute(store: Pick<Store, 'head' | 'dialect'>, version: string, freeBytes: () => Promise<number>): Route {
  return {
    method: 'GET',
    path: '/health',
    async handler() {
      try {
        const [head, free] = await Promise.all([store.head(), freeBytes()])
        const isFull = free < ENOUGH_BYTES
        return json({ status: isFull ? 'disk-full' : 'ok', version, store: store.dialect, head }, isFull ? 503 : 200)
      } catch {
        return json({ status: 'unavailable', version, store: store.dialect, head: null }, 503)
      }
    },
  }
}

/** @returns how many bytes whoever runs the server may still write where the folder is. */
export async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
