import { afterEach, beforeEach, describe } from 'vitest'
import { accountRules } from './contract-accounts'
import { commitRules } from './contract-commits'
import { feedRules } from './contract-feed'
import { searchRules } from './contract-search'
import { sideRules } from './contract-sides'
import type { Store } from './port'

/**
 * What every store must do, whatever database stands behind it. `open` gives an empty one.
 * Rules are tried through the port alone, so that a new dialect needs no test of its own for them.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store | null = null
    const current = (): Store => {
      if (!store) throw new Error('The store is open during tests only')
      return store
    }
    beforeEach(async () => {
      store = await open()
    })
    afterEach(async () => {
      await store?.close()
      store = null
    })
    commitRules(current)
    feedRules(current)
    sideRules(current)
    accountRules(current)
    searchRules(current)
  })
}
