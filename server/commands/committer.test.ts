import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { dialogRows, makeParts, messageRow } from '../parts-fixture'
import type { Work } from './committer'

const WORKSPACE = { kind: 'workspace', id: WORKSPACE_ID } as const

/** Adds a letter to the workspace's name, so that the name tells what was decided, and in what order. */
const write = (letter: string): Work<string> => ({
  refs: () => [WORKSPACE],
  run(ledger) {
    const workspace = ledger.get('workspace', WORKSPACE_ID)
    if (!workspace) throw new Error('no workspace')
    const name = workspace.name + letter
    ledger.put([change('workspace', { ...workspace, name })])
    return name
  },
})

const failing = (letter: string): Work<string> => ({
  ...write(letter),
  run(ledger) {
    write(letter).run(ledger)
    ledger.claim(`name-${letter}`, 'id')
    throw new Error(`work ${letter} fails`)
  },
})

describe('the committer', () => {
  test('[COM1] a work settles after the commit that holds its effect, not before', async () => {
    let letThrough = () => undefined as unknown
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    const { committer, store } = await makeParts({
      wrap: (inner) => ({
        async transact(work) {
          await gate
          return inner.transact(work)
        },
      }),
    })
    let isSettled = false
    const submitted = committer.submit(write('a')).finally(() => {
      isSettled = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isSettled).toBe(false)
    letThrough()
    const { seq } = await submitted
    expect(seq).toBe(await store.head())
  })

  test('[COM1] commits are published before their works settle', async () => {
    const { committer, feed } = await makeParts()
    const { seq } = await committer.submit(write('a'))
    expect(feed.head()).toBe(seq)
  })

  test('[COM2] works are decided in the order given, each over what the ones before it did', async () => {
    const { committer } = await makeParts()
    const values = await Promise.all(['a', 'b', 'c'].map((letter) => committer.submit(write(letter))))
    expect(values.map(({ value }) => value)).toEqual(['Shopa', 'Shopab', 'Shopabc'])
  })

  test('works that arrive together are one commit, and a row changed thrice one version', async () => {
    const { committer, commits, store } = await makeParts()
    const head = await store.head()
    const decided = await Promise.all(['a', 'b', 'c'].map((letter) => committer.submit(write(letter))))
    expect(commits).toHaveLength(1)
    expect(decided.map(({ seq }) => seq)).toEqual([head + 1, head + 1, head + 1])
  })

  test('[COM2] works that arrive while a commit is under way are the next one, in order', async () => {
    const { committer, commits } = await makeParts()
    const first = committer.submit(write('a'))
    await Promise.resolve()
    await Promise.resolve()
    const rest = ['b', 'c'].map((letter) => committer.submit(write(letter)))
    const values = (await Promise.all([first, ...rest])).map(({ value }) => value)
    expect(values).toEqual(['Shopa', 'Shopab', 'Shopabc'])
    expect(commits).toHaveLength(2)
  })

  test('[COM2] a thousand works stay in order over many commits', async () => {
    const { committer, commits, row } = await makeParts()
    const draft = (text: string) => change('draft', { id: 'olga.d', operatorId: 'olga', dialogId: 'd', text })
    const letters = Array.from({ length: 1000 }, (_, n) => String(n % 10))
    const writing = (letter: string): Work<void> => ({
      refs: () => [{ kind: 'draft', id: 'olga.d' }],
      run: (ledger) => ledger.put([draft(`${ledger.get('draft', 'olga.d')?.text ?? ''}${letter}`)]),
    })
    await Promise.all(letters.map((letter) => committer.submit(writing(letter))))
    expect(commits.length).toBeGreaterThan(1)
    expect((await row('draft', 'olga.d'))?.text).toBe(letters.join(''))
  })

  test('[COM3] a work that throws rejects its own promise only, and leaves no trace', async () => {
    const { committer, store, row } = await makeParts()
    const outcomes = await Promise.allSettled([write('a'), failing('x'), write('b')].map((work) => committer.submit(work)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await row('workspace', WORKSPACE_ID))?.name).toBe('Shopab')
    expect(await store.names(['name-x'])).toEqual(new Map())
  })

  test('[COM3] a work that the database refuses rejects its own promise only', async () => {
    const { committer, put, row } = await makeParts()
    await put(...dialogRows('d', { lastSeq: 1 }), messageRow('d', 1))
    const intruder: Work<null> = {
      refs: () => [],
      run(ledger) {
        ledger.put([messageRow('d', 1, { id: 'another' })])
        return null
      },
    }
    const outcomes = await Promise.allSettled([write('a'), intruder, write('b')].map((work) => committer.submit(work)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await row('workspace', WORKSPACE_ID))?.name).toBe('Shopab')
  })

  test('when the store cannot commit every work hears of it, and the next ones are tried again', async () => {
    let isBroken = true
    const { committer } = await makeParts({
      wrap: (inner) => ({ transact: (work) => (isBroken ? Promise.reject(new Error('disk full')) : inner.transact(work)) }),
    })
    const outcomes = await Promise.allSettled([write('a'), write('b')].map((work) => committer.submit(work)))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    expect((await committer.submit(write('c'))).value).toBe('Shopc')
  })

  test('administration takes its turn among the groups', async () => {
    const { committer, row } = await makeParts()
    const first = committer.submit(write('a'))
    const administration = committer.transact(async (tx) => {
      const [stored] = await tx.all('workspace')
      const workspace = stored?.row as { name: string }
      const changes = [change('workspace', { id: WORKSPACE_ID, country: 'UA', name: `${workspace.name}!`, guardsReplies: true })]
      return { writes: { changes }, value: null }
    })
    await Promise.all([first, administration])
    await committer.submit(write('b'))
    expect([...((await row('workspace', WORKSPACE_ID))?.name ?? '')].sort()).toEqual([...'Shopa!b'].sort())
  })

  test('settled waits for all that was submitted', async () => {
    const { committer, row } = await makeParts()
    void committer.submit(write('a'))
    void committer.submit(write('b'))
    await committer.settled()
    expect((await row('workspace', WORKSPACE_ID))?.name).toBe('Shopab')
  })
})
