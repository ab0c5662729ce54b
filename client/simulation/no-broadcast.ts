/**
 * Stands in for lib0/broadcastchannel, by which tabs of one browser tell each other what they type. Its bus is the
 * process: it would join the documents of all simulated devices behind the network's back.
 */
export const subscribe = (): void => undefined
export const unsubscribe = (): void => undefined
export const publish = (): void => undefined
