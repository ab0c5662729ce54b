import { expect, test } from 'vitest'
import { machineProblem, thisMachine } from './machine.mjs'

const debian12 = { node: '20.20.2', abi: '115', platform: 'linux', arch: 'x64', glibc: '2.36' }

test('a supported machine has no problem', () => {
  expect(machineProblem(debian12)).toBeNull()
  expect(machineProblem({ ...debian12, platform: 'darwin', glibc: null, node: '24.1.0', abi: '137' })).toBeNull()
  expect(machineProblem(thisMachine())).toBeNull()
})

test('an old or odd Node is told which one to install', () => {
  for (const [node, abi] of [
    ['18.20.0', '108'],
    ['20.11.0', '115'],
    ['21.7.0', '120'],
    ['26.0.0', '147'],
  ] as const)
    expect(machineProblem({ ...debian12, node, abi })).toMatch(/^Okno needs Node 20\.19 .* install it/)
})

test('a Node whose binaries want a newer glibc is told to use Node 20', () => {
  expect(machineProblem({ ...debian12, node: '24.1.0', abi: '137' })).toMatch(/glibc 2\.38 and this system has 2\.36: install Node 20/)
})

test('a Linux without glibc, an old one and a 32-bit processor are named', () => {
  expect(machineProblem({ ...debian12, glibc: null })).toMatch(/another C library/)
  expect(machineProblem({ ...debian12, glibc: '2.17' })).toMatch(/glibc 2\.28 or newer/)
  expect(machineProblem({ ...debian12, arch: 'ia32' })).toMatch(/64-bit/)
})
