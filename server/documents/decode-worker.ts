import { type DecodeRequest, decode } from './decode'

process.on('message', (request: DecodeRequest) => process.send?.({ answer: decode(request) }))
// Loading takes longer than most budgets; it is nobody's request that is slow then.
process.send?.({ isReady: true })
