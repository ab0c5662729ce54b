import { createData } from './data/create-data'
import { createGate } from './data/gate'
import { Root } from './features/root'

/** The composition root: which data and which gate the pages stand on. */
export function App() {
  return <Root gate={createGate()} createData={createData} />
}
