/** The visitor's side: a shop's page and the chat in its corner. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { expect } from './okno'

/** A red square of two pixels; the chat and the app show it as any picture. */
export const PICTURE = {
  name: 'lamp.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
    'base64',
  ),
}

export const launcher = (page: Page): Locator => page.locator('okno-chat').getByRole('button')
export const chatFrame = (page: Page): FrameLocator => page.frameLocator('okno-chat iframe')
export const conversation = (page: Page): Locator => chatFrame(page).getByRole('log')
export const messageField = (page: Page): Locator => chatFrame(page).getByRole('textbox')

/** What the server has told the page's chat so far; the recording starts with the call. */
export function recordFrames(page: Page): string[] {
  const frames: string[] = []
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).pathname !== '/widget/ws') return
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  })
  return frames
}

export async function openChat(page: Page): Promise<void> {
  await launcher(page).click()
  await expect(messageField(page)).toBeFocused()
}

export async function say(page: Page, text: string): Promise<void> {
  await messageField(page).fill(text)
  await messageField(page).press('Enter')
  await expect(conversation(page).getByText(text, { exact: true })).toBeVisible()
}

export interface Shop {
  readonly url: string
  close(): Promise<void>
}

/** A site of another origin than Okno's, which embeds the chat as its owner wrote it: `?language=uk`. */
export async function openShop({ origin, channelId }: { origin: string; channelId: string }): Promise<Shop> {
  const server = createServer((request, response) => {
    const language = new URL(request.url ?? '/', 'http://shop').searchParams.get('language')
    response.setHeader('content-type', 'text/html').end(`<!doctype html><html><head><title>A shop</title></head><body><h1>A shop</h1>
<script src="${origin}/widget.js" data-channel="${channelId}" data-language="${language}" async></script></body></html>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
