import { createEffect, createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { makeAhead, PatientSuspense } from './made-ahead'

test('what is made ahead does nothing before it is shown, nor does what loads within it', async () => {
  const log: string[] = []
  const Part = (props: { name: string }) => {
    createEffect(() => log.push(props.name))
    return null
  }
  const made = createRoot(() =>
    makeAhead(
      () => (
        <>
          <Part name="outer" />
          <PatientSuspense>
            <Part name="inner" />
          </PatientSuspense>
        </>
      ),
      null,
    ),
  )
  await new Promise((resolve) => setTimeout(resolve))
  expect(log).toEqual([])
  made.show()
  await new Promise((resolve) => setTimeout(resolve))
  expect(log.toSorted()).toEqual(['inner', 'outer'])
})

test('elsewhere it is a Suspense like any other', () => {
  const log: string[] = []
  createRoot(() => (
    <PatientSuspense>
      {(() => {
        createEffect(() => log.push('run'))
        return null
      })()}
    </PatientSuspense>
  ))
  expect(log).toEqual(['run'])
})
