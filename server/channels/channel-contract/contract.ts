/**
 * What every connected channel must do, whatever stands behind it: run over each kind with its own peer. What a kind cannot do
 * its capabilities say, and the part of the contract about it is left out.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CAPABILITIES } from '#shared/domain/channel'
import { changeRules } from './contract-changes'
import { faultRules } from './contract-faults'
import { begun, type Ends, eventually } from './ends'
import type { ContractPeer } from './peer'
import { openShop } from './shop'

export function channelContract(name: string, makePeer: () => Promise<ContractPeer>): void {
  describe(name, () => {
    let open: Ends | null = null
    const ends = (): Ends => {
      if (!open) throw new Error('Both ends are there during tests only')
      return open
    }
    beforeEach(async () => {
      const peer = await makePeer()
      open = { peer, shop: await openShop(peer) }
      peer.opened?.(open.shop)
      await eventually(async () => expect((await open?.shop.connections.status('channel'))?.health?.state).toBe('connected'))
    })
    afterEach(async () => {
      await open?.shop.close()
      await open?.peer.close()
      open = null
    })
    describe('both ways', () => bothWays(ends))
    describe('changes of messages', () => changeRules(ends))
    describe('on a bad day', () => faultRules(ends))
  })
}

function bothWays(ends: () => Ends): void {
  test('what a customer writes is in a dialog of theirs, once, under their name', async () => {
    const { shop } = ends()
    const { dialog } = await begun(ends(), 'Чи є плед у зеленому? 🌿')
    expect(await shop.messages()).toMatchObject([{ text: 'Чи є плед у зеленому? 🌿', direction: 'in', state: 'received' }])
    expect((await shop.row('contact', dialog.contactId))?.name).not.toBe('')
    expect(dialog.unanswered).toBe(1)
  })

  test('an answer comes to the customer, once, and is known to have left', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    const id = await shop.reply(dialog.id, 'Так, є 🌿')
    await eventually(async () =>
      expect(['sent', 'delivered', 'read']).toContain((await shop.messages()).find((each) => each.id === id)?.state),
    )
    expect((await peer.got()).map(({ text }) => text)).toEqual(['Так, є 🌿'])
  })

  test('the longest text that the channel takes goes as it is', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    const { max } = CAPABILITIES[peer.connector.kind].text
    const text = `${'ї'.repeat(max - 2)}🌿`
    await shop.reply(dialog.id, text)
    await eventually(async () => expect((await peer.got()).map((got) => got.text).join('')).toBe(text))
  })

  test('files of every kind come and go byte for byte', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    for (const kind of Object.values(peer.media ?? {})) {
      if (kind.send) {
        const before = (await shop.messages()).length
        await kind.send(kind.bytes)
        const file = await eventually(async () => {
          const last = (await shop.messages()).slice(before).at(-1)
          expect(last?.attachments).toHaveLength(1)
          return last?.attachments[0]
        })
        expect(Buffer.from(await shop.bytesOf(file?.id ?? '')).equals(kind.bytes)).toBe(true)
        if (kind.isVoice) expect(file?.voice).toBeDefined()
      }
      const count = (await peer.got()).length
      const voice = kind.isVoice ? { voice: { ms: 3000, wave: [] } } : {}
      const attachment = await shop.file(kind.name, kind.bytes, { mime: kind.mime, ...voice })
      await shop.reply(dialog.id, '', { attachments: [attachment] })
      const got = await eventually(async () => {
        const last = (await peer.got()).slice(count).at(-1)
        expect(last?.file).toBeTruthy()
        return last
      })
      expect(Buffer.from(got?.file ?? []).equals(kind.bytes)).toBe(true)
    }
  })

  test('several files with words come in their order', async () => {
    const { peer, shop } = ends()
    const [kind] = Object.values(peer.media ?? {})
    if (!kind) return
    const { dialog } = await begun(ends())
    const files = await Promise.all([1, 2, 3].map((n) => shop.file(`${n}-${kind.name}`, kind.bytes, { mime: kind.mime })))
    await shop.reply(dialog.id, 'Ось фото', { attachments: files })
    await eventually(async () => expect((await peer.got()).filter(({ file }) => file)).toHaveLength(3))
    expect((await peer.got()).map(({ text }) => text).join('')).toBe('Ось фото')
    expect(await shop.messages()).toHaveLength(2)
  })

  test('a wrong account is told from a right one, in a word that the screen knows', async () => {
    const { peer } = ends()
    const { connector, settings, secrets, wrongSecrets } = peer
    expect(await connector.account({ settings, secrets })?.check(AbortSignal.timeout(5000))).toMatchObject({ ok: true })
    expect(await connector.account({ settings, secrets: wrongSecrets })?.check(AbortSignal.timeout(5000))).toMatchObject({
      ok: false,
      problem: 'wrong-credentials',
    })
    expect(connector.account({ settings, secrets: {} })).toBeNull()
    await peer.stop()
    expect(await connector.account({ settings, secrets })?.check(AbortSignal.timeout(5000))).toMatchObject({
      ok: false,
      problem: 'unreachable',
    })
    await peer.start()
  })
}
