/** A process for erase-crash.test: erases the person of the shop in the folder it is given, says when it has come to a step, and stays there. */
import { writeSync } from 'node:fs'
import { erasePerson } from './erase'
import { openShop } from './shop-fixture'

const [, , folder = '', step = ''] = process.argv
const shop = await openShop(folder)
/** Keeps the process. */
setInterval(() => undefined, 1000)

const at =
  <Args extends readonly unknown[], T>(name: string, action: (...args: Args) => Promise<T>) =>
  async (...args: Args): Promise<T> => {
    if (name !== step) return action(...args)
    writeSync(1, `${step}\n`)
    return new Promise<never>(() => undefined)
  }

const { store, files } = shop
await erasePerson(
  {
    ...shop,
    files: { remove: at('files', files.remove) },
    store: {
      ...store,
      search: { ...store.search, forget: at('search', store.search.forget) },
      scrub: at('scrub', store.scrub),
      erasures: { ...store.erasures, finish: at('note', store.erasures.finish) },
    },
  },
  'anna',
)
