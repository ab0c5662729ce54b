import type { Accessor } from 'solid-js'
import { useData } from './data-context'

/** The server can be reached, as far as is known. */
export function useOnline(): Accessor<boolean> {
  const data = useData()
  return () => !['offline', 'connecting'].includes(data.connection().phase)
}
