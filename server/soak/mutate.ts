import { makeChance } from '#shared/lib/chance'

export type Mutate = (bytes: Uint8Array) => Uint8Array

/** Makes of sound bytes what a broken or hostile peer would send. @param others pieces of these may be mixed in. */
export function makeMutate(seed: number, others: readonly Uint8Array[]): Mutate {
  const chance = makeChance(seed)
  const below = (limit: number) => chance.below(Math.max(1, limit))

  function once(bytes: Uint8Array): Uint8Array {
    const at = below(bytes.length)
    switch (below(7)) {
      case 0: {
        const flipped = bytes.slice()
        flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8))
        return flipped
      }
      case 1: {
        const set = bytes.slice()
        set[at] = [0, 1, 127, 128, 255][below(5)] ?? 0
        return set
      }
      case 2:
        return bytes.slice(0, at)
      case 3:
        return bytes.slice(at)
      case 4:
        return joined(bytes.subarray(0, at), bytes.subarray(below(at)))
      case 5: {
        const other = others[below(others.length)] ?? bytes
        return joined(bytes.subarray(0, at), other.subarray(below(other.length)))
      }
      default:
        return joined(
          bytes.subarray(0, at),
          Uint8Array.from({ length: below(16) }, () => below(256)),
          bytes.subarray(at),
        )
    }
  }

  return (bytes) => {
    let mutated = bytes
    for (let times = 1 + below(3); times > 0; times -= 1) mutated = once(mutated)
    return mutated
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
