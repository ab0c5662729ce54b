/** What every lane of `npm run soak` is: a test of real processes that takes minutes, or seconds when it is small. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Size = 'small' | 'full'

export interface Outcome {
  /** What was measured, in the order it is told. */
  readonly figures: Readonly<Record<string, string | number>>
  /** Broken promises; the lane has failed when there are any. */
  readonly problems: readonly string[]
}

export interface Lane {
  readonly name: string
  readonly promise: string
  run(size: Size): Promise<Outcome>
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-soak-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** @throws Error with `what` when it has not come true in time. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`)
    await pause(20)
  }
}
