/** What must be true when everything has come to rest. */
import type { World } from '../world'
import { copyFaults } from './copies'
import { customerFaults } from './customers'
import { textFaults } from './texts'
import { readTruth } from './truth'
import { workFaults } from './work'

/** @returns every broken promise in words; empty when all hold. */
export async function findFaults({ server, devices, customers, words }: World): Promise<string[]> {
  if (!server) throw new Error('There is no server to compare with')
  const { store } = server
  const truth = await readTruth(store)
  const faults = customerFaults(truth, customers, devices)
  for (const device of devices) {
    const viewer = truth.viewer(device.actor.operatorId, device.actor.role)
    faults.push(...(await copyFaults(truth, device, viewer, words)))
    faults.push(...(await workFaults(store, truth, device)))
    faults.push(...(await textFaults(store, truth, device, viewer)))
  }
  return faults
}
