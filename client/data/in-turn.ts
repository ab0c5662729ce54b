export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Works of one key run one after another, in the order they were given, whatever becomes of those before. */
export function makeTurns(): InTurn {
  const last = new Map<string, Promise<void>>()
  return (key, work) => {
    const before = last.get(key)
    const result = before ? before.then(work) : work()
    const end = result.then(
      () => undefined,
      () => undefined,
    )
    last.set(key, end)
    void end.then(() => last.get(key) === end && last.delete(key))
    return result
  }
}
