import { describe, expect, test } from 'vitest'
import { namedIn, problemsOf, readAll, rulesOf } from './rules.mjs'

const document = { file: 'spec.md', text: '| I1 | a promise | kept |\n- **CMD1** A rule.\n- EVC1 Another.\nI2 in a sentence, [I3] too.\n' }
const tested = { file: 'a.test.ts', text: `test('[I1][CMD1] holds', () => {})\ntest.each(['[I9]'])('[EVC1] %s', () => {})` }

describe('rules', () => {
  test('are defined at the beginning of a line, and nowhere else', () => {
    expect(rulesOf(document.text)).toEqual(['I1', 'CMD1', 'EVC1'])
  })

  test('are named by titles of tests and of groups, not by other text', () => {
    expect(
      namedIn(`describe('[I1] a', () => {})\nit.skipIf(no)("[I2] b")\ntest(\`[I3][I4] \${c}\`)\nfaults.push('[I5] d')\n// [I6]`),
    ).toEqual(['I1', 'I2', 'I3', 'I4'])
  })

  test('that are all tested, with rows of the product beside them, are in order', () => {
    const rows = { file: 'b.e2e.ts', text: `test('[L1][H12][I1] shown', () => {})` }
    expect(problemsOf({ documents: [document], tests: [tested, rows] })).toEqual([])
  })

  test('without a test, without a definition, or defined twice are told by name', () => {
    const spec = { file: 'more.md', text: '- **I1** Again.\n- **NEW1** Without a test.\n' }
    const strange = { file: 'c.test.ts', text: `test('[OLD7] holds', () => {})` }
    const problems = problemsOf({ documents: [document, spec], tests: [tested, strange] })
    expect(problems).toHaveLength(3)
    expect(problems.join('\n')).toMatch(/I1 is defined again in more\.md.*\nNEW1 of more\.md .*\nc\.test\.ts names \[OLD7\]/)
  })

  test('of the documents stand in titles of tests, and titles name no others', () => {
    expect(problemsOf(readAll())).toEqual([])
  })
})
