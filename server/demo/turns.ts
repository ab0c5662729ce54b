/** Things of many stories that happen one after another in the order of their time, as numbers of orders need it. */
export interface Turns<T> {
  /** Waits for whatever comes before. A story tells its own in the order of their time, or it would wait for itself. */
  take(thing: T, happen: () => Promise<void>): Promise<void>
}

export function makeTurns<T extends { readonly at: number }>(things: readonly T[]): Turns<T> {
  let last = Promise.resolve()
  const turns = new Map<T, { readonly before: Promise<void>; done(): void }>()
  for (const thing of [...things].sort((a, b) => a.at - b.at)) {
    const before = last
    last = new Promise((done) => turns.set(thing, { before, done }))
  }
  return {
    async take(thing, happen) {
      const turn = turns.get(thing)
      if (!turn) throw new Error('This has no turn')
      await turn.before
      await happen()
      turn.done()
    },
  }
}
