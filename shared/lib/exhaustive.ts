/** Ends a switch over a union: the compiler refuses a member that has no case. */
export function exhaustive(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
