import type { Bug } from './bug'
import { DEVICE_BUGS } from './device'
import { SERVER_BUGS } from './server'
import { SYNC_BUGS } from './sync'

export const BUGS: readonly Bug[] = [...SERVER_BUGS, ...SYNC_BUGS, ...DEVICE_BUGS]
