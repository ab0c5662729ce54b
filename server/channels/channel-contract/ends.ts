import { expect, vi } from 'vitest'
import type { ContractPeer } from './peer'
import type { Shop } from './shop'

/** Both ends of one test. */
export interface Ends {
  readonly peer: ContractPeer
  readonly shop: Shop
}

/** What must come to be so, however many questions of the vendor that takes. */
export const eventually = <T>(look: () => Promise<T> | T): Promise<T> => vi.waitFor(look, { timeout: 40_000, interval: 25 })

/** The customer writes, and their message is here. @returns its dialog. */
export async function begun({ peer, shop }: Ends, text = 'Добрий день') {
  const key = await peer.says(text)
  const [dialog] = await eventually(async () => {
    expect((await shop.messages()).map((message) => message.text)).toContain(text)
    return shop.dialogs()
  })
  if (!dialog) throw new Error('A message has a dialog')
  return { key, dialog }
}
