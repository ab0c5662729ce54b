/** A channel of somebody's own, whose bridge the journey holds: it says what its customer says, and refuses on demand. */
import type { Page } from '@playwright/test'
import { newId } from '#shared/domain/id'
import { startBridge } from '../../server/channels/gateway/test-bridge'
import { newChannel } from './channel-steps'
import { dialogRow } from './desk'
import { test as base, expect, type Okno } from './okno'

export const BRIDGE_SECRET = 'a secret of sixteen and more'

export type Bridge = Awaited<ReturnType<typeof startBridge>>

export const test = base.extend<{ bridge: Bridge }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  bridge: async ({}, use) => {
    const bridge = await startBridge(BRIDGE_SECRET)
    await use(bridge)
    await bridge.stop()
  },
})

/** Through the screen, as an administrator does. @returns what its customer does. */
export async function connectBridge(okno: Okno, page: Page, bridge: Bridge) {
  const window = await newChannel(okno, page, 'gateway')
  await window.getByLabel('Название канала').fill('Свой канал')
  await window.getByLabel('Адрес моста').fill(bridge.url)
  await window.getByLabel('Секрет').fill(BRIDGE_SECRET)
  const made = page.waitForResponse((response) => response.url().endsWith('/api/channels') && response.request().method() === 'POST')
  await window.getByRole('button', { name: 'Проверить и подключить' }).click()
  const { channelId } = (await (await made).json()) as { channelId: string }
  await expect(page.getByText('Канал «Свой канал» подключён')).toBeVisible()
  await page.getByRole('link', { name: 'Чаты' }).click()
  const tell = async (event: object) => {
    const body = JSON.stringify({ peer: { id: '+380670000001', name: 'Ірина' }, ...event })
    const answer = await fetch(`${okno.url}/hooks/gateway/${channelId}`, { method: 'POST', headers: bridge.signed(body), body })
    expect(answer.status).toBe(202)
  }
  return {
    edits: (key: string, text: string) => tell({ type: 'edited', id: key, text, at: Date.now() }),
    deletes: (key: string) => tell({ type: 'deleted', id: key, at: Date.now() }),
    async says(text: string): Promise<string> {
      const key = newId()
      await tell({ type: 'message', id: key, text })
      await expect(dialogRow(page, text)).toBeVisible()
      return key
    },
  }
}
