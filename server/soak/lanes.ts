import { copies } from './copies'
import { hostile } from './hostile'
import { kill } from './kill'
import type { Lane } from './lane'
import { line } from './line'
import { stalled } from './stalled'
import { storm } from './storm'

export const LANES: readonly Lane[] = [kill, copies, line, stalled, storm, hostile]
