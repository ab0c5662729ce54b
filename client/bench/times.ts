/**
 * @param pause milliseconds between the turns, in which what a turn has left to do is done.
 * @returns the milliseconds of each turn.
 */
export async function times(count: number, measureOne: (n: number) => Promise<number>, pause = 0): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < count; n += 1) {
    taken.push(await measureOne(n))
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return taken
}
