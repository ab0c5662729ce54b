export interface Rounds {
  start(): void
  /** Waits for the round under way. */
  close(): Promise<void>
}

/** What has to be looked at again and again: at once, then every so often, never two rounds at a time. */
export function createRounds(options: { round: () => Promise<void>; everyMs: number; onError: (error: unknown) => void }): Rounds {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null

  function begin(): void {
    running ??= options
      .round()
      .catch(options.onError)
      .finally(() => {
        running = null
      })
  }

  return {
    start() {
      timer = setInterval(begin, options.everyMs)
      begin()
    },
    async close() {
      clearInterval(timer)
      await running
    },
  }
}
