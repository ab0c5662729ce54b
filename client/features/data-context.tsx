import { createContext, type JSX, useContext } from 'solid-js'
import type { Data } from '../data/contract'
import type { Gate } from '../data/contract-gate'

const DataContext = createContext<Data>()
const GateContext = createContext<Gate>()

export function DataProvider(props: { data: Data; children: JSX.Element }) {
  return <DataContext.Provider value={props.data}>{props.children}</DataContext.Provider>
}

export function GateProvider(props: { gate: Gate; children: JSX.Element }) {
  return <GateContext.Provider value={props.gate}>{props.children}</GateContext.Provider>
}

/** The local data of whoever is signed in. */
export function useData(): Data {
  const data = useContext(DataContext)
  if (!data) throw new Error('useData: no <DataProvider> above. Only pages behind the sign-in have data.')
  return data
}

/** Coming in and going out; known on every page. */
export function useGate(): Gate {
  const gate = useContext(GateContext)
  if (!gate) throw new Error('useGate: no <GateProvider> above. The composition root puts it around the router.')
  return gate
}
