import Dexie from 'dexie'
import { describe, expect, test, vi } from 'vitest'
import { makeDevice } from './device-fixture'
import type { HandleNews } from './handle'
import { Vault } from './vault'

type Device = ReturnType<typeof makeDevice>

const row = { id: 'f', name: 'a', mime: 'a', blob: new Blob(['x']), isUploaded: false, at: 0 }
function listen(vault: Vault): HandleNews[] {
  const news: HandleNews[] = []
  vault.onHandle((each) => news.push(each))
  return news
}
/** What a build of tomorrow does with the same tables. */
function newerBuild({ platform, vault }: Device): Dexie {
  const next = new Dexie(vault.name, platform)
  next.version(1000).stores({ outbox: '++n, &id, lane, state, tomorrow', updates: 'id, doc', files: 'id' })
  return next
}

describe('a handle', () => {
  test('[DEV1] that the browser has closed is opened by the next write', async () => {
    const { vault } = makeDevice()
    await vault.open()
    const native = vault.backendDB()
    native.close()
    // Chrome says so; Safari, waking up, does not.
    for (const isTold of [true, false]) {
      vault.backendDB().close()
      if (isTold) vault.backendDB().onclose?.(new Event('close'))
      await vault.files.put(row)
      expect(await vault.files.count()).toBe(1)
    }
  })

  test('[DEV2] lets a newer build upgrade at once, with three tabs open, and does not come back', async () => {
    const device = makeDevice()
    const tabs = [device.vault, new Vault('olga', device.platform), new Vault('olga', device.platform)]
    const news = tabs.map(listen)
    await device.vault.files.put(row)
    for (const tab of tabs) await tab.open()
    const next = newerBuild(device)
    await next.open()
    expect(await next.table('files').count()).toBe(1)
    for (const heard of news) expect(heard.at(-1)).toBe('superseded')
    for (const tab of tabs) await expect(tab.files.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' })
    await expect(device.vault.files.put({ ...row, id: 'old' })).rejects.toMatchObject({ name: 'DatabaseClosedError' })
    expect(await next.table('files').count()).toBe(1)
  })

  test('[DEV2] of an old build that comes later finds newer tables and writes nothing into them', async () => {
    const device = makeDevice()
    const next = newerBuild(device)
    await next.open()
    const news = listen(device.vault)
    await expect(device.vault.files.put(row)).rejects.toBeInstanceOf(Error)
    await vi.waitFor(() => expect(news).toEqual(['superseded']))
    await expect(device.vault.files.put(row)).rejects.toBeInstanceOf(Error)
    expect(await next.table('files').count()).toBe(0)
  })

  test('[DEV3] whose tables are deleted lets go and does not make them again', async () => {
    const device = makeDevice()
    const news = listen(device.vault)
    await device.vault.files.put(row)
    await new Dexie(device.vault.name, device.platform).delete()
    expect(news.at(-1)).toBe('deleted')
    await expect(device.vault.files.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' })
    expect((await device.platform.indexedDB.databases()).map(({ name }) => name)).toEqual([])
  })
})
