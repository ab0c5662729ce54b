/** Browsers that outlive being closed: the same device, switched off and on again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { test as base } from './okno'

export interface Computer {
  /** Starts the browser with everything it had. */
  switchOn(): Promise<BrowserContext>
  switchOff(): Promise<void>
}

export const test = base.extend<{ computer: Computer }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  computer: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'okno-computer-'))
    let context: BrowserContext | null = null
    const switchOff = async () => {
      await context?.close()
      context = null
    }
    await use({
      async switchOn() {
        context = await chromium.launchPersistentContext(folder)
        return context
      },
      switchOff,
    })
    await switchOff()
    await rm(folder, { recursive: true, force: true })
  },
})
