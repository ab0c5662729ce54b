import { type Accessor, createEffect, createMemo } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Template } from '#shared/domain/template'
import type { ConnectionState } from './contract'
import { fetchFile } from './files'
import { createLiveAround } from './live'
import { look, type Store } from './view'

/** Quick replies are few and always at hand. Their files are kept on the device too, for use without a network. */
export function createTemplates(store: Store, connection: Accessor<ConnectionState>): Accessor<readonly Template[]> {
  const templates = createLiveAround(() => listTemplates(store))
  const files = createMemo(() => (templates() ?? []).flatMap(({ attachments }) => attachments.map(({ id }) => id)), undefined, {
    equals: (a, b) => a.join() === b.join(),
  })
  createEffect(() => {
    if (connection().phase === 'live') void keepFiles(store, files())
  })
  return () => templates() ?? []
}

export async function listTemplates(store: Store): Promise<readonly Template[]> {
  return look(store, async ({ overlay }) => {
    const guessed = overlay.all('template')
    const isGuessed = new Set(guessed.map(({ id }) => id))
    const stored = await store.replica.templates.toArray()
    return [...stored.filter(({ id }) => !isGuessed.has(id)), ...guessed].filter(({ isRemoved }) => !isRemoved)
  })
}

async function keepFiles({ vault, replica }: Store, ids: readonly Id[]): Promise<void> {
  try {
    for (const id of ids) {
      if ((await vault.files.get(id)) || (await replica.files.get(id))) continue
      const blob = await fetchFile(id)
      if (blob) await replica.files.put({ id, blob, usedAt: Date.now() })
    }
  } catch (error) {
    console.warn('A file of a quick reply could not be kept', error)
  }
}
