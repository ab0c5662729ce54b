import { parentPort } from 'node:worker_threads'
import { type DecodeRequest, decode } from './decode'

parentPort?.on('message', ({ id, request }: { id: number; request: DecodeRequest }) => {
  parentPort?.postMessage({ id, answer: decode(request) })
})
