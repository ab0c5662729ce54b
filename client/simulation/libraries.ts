/**
 * Imported before everything else: lib0 takes hold of the process's chance and of BroadcastChannel when it is loaded,
 * and would keep both for ever. Chance is the run's, so that a seed says everything; what tabs of one browser say to
 * each other must not pass from one simulated device to another.
 */
type Fill = <T extends ArrayBufferView>(into: T) => T

// The platform's method, kept with its owner; the cast only makes it generic again.
const ownFill = crypto.getRandomValues.bind(crypto) as unknown as Fill
let current: Fill = ownFill

Object.defineProperty(crypto, 'getRandomValues', { configurable: true, value: (into: ArrayBufferView) => current(into) })

/** @param fill null: the platform's own again. */
export function ruleRandomValues(fill: Fill | null): void {
  current = fill ?? ownFill
}

class Mute {
  onmessage: unknown = null
  postMessage(): void {}
  close(): void {}
  addEventListener(): void {}
}
Object.defineProperty(globalThis, 'BroadcastChannel', { configurable: true, writable: true, value: Mute })
