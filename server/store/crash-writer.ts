/** A process for sqlite-crash.test: commits to the file it is given and prints each head it was promised, until it is killed. */
import { writeSync } from 'node:fs'
import { newId } from '#shared/domain/id'
import { commit, dialog, message, update } from './contract-samples'
import { openStore } from './open'

const [, , path = ''] = process.argv
const store = await openStore({ path })

async function write(dialogId: string): Promise<never> {
  for (let dseq = 1; ; dseq++) {
    const changes = [dialog(dialogId, dseq, dseq), message(dialogId, dseq)]
    const { to } = await commit(store, { changes, documentUpdates: [update(dialogId, newId(), dseq % 256)] })
    // Synchronous: what has been printed was promised, and nothing promised waits in a buffer of ours.
    writeSync(1, `${to} ${dialogId} ${dseq}\n`)
    // Some updates are in their table already when the process dies, others only in the log.
    if (dseq % 40 === 0) await store.documents([dialogId])
  }
}

await Promise.all(['a', 'b', 'c'].map(async (run) => write(`${newId()}-${run}`)))
