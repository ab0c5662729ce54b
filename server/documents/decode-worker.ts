import { parentPort } from 'node:worker_threads'
import { type DecodeRequest, decode } from './decode'

parentPort?.on('message', (request: DecodeRequest) => parentPort?.postMessage({ answer: decode(request) }))
// Loading takes longer than most budgets; it is nobody's request that is slow then.
parentPort?.postMessage({ isReady: true })
