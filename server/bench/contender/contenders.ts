import type { Options } from '../lane'
import type { Contender } from './contender'
import { okno } from './okno'
import { hocuspocusServer, yWebsocketServer } from './peers'
import { durableLimit, rawFanOut } from './raw'

export function contenders({ withPeers }: Options): readonly Contender[] {
  return [okno, ...(withPeers ? [yWebsocketServer, hocuspocusServer] : []), durableLimit, rawFanOut].filter(isWanted)
}

/** OKNO_BENCH_ONLY=Okno,durable: only contenders whose name has one of these in it. */
function isWanted({ name }: Contender): boolean {
  const only = process.env.OKNO_BENCH_ONLY
  return !only || only.split(',').some((part) => name.includes(part))
}
