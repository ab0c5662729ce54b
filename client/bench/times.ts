/** @returns the milliseconds of each turn, one after another. */
export async function times(count: number, measureOne: (n: number) => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < count; n += 1) taken.push(await measureOne(n))
  return taken
}
