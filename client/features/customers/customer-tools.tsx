import Download from 'lucide-solid/icons/download'
import FileUp from 'lucide-solid/icons/file-up'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { type Id, newId } from '#shared/domain/id'
import { seesAllDialogs } from '#shared/domain/permissions'
import type { CustomerData, CustomerQuery } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { useAct } from '../act'
import { useData } from '../data-context'
import { saveFile } from '../save-file'
import { writeCustomers } from './customer-table'

const CustomerImport = lazy(() => import('./customer-import'))

/** Adds a customer, reads a table in, writes those shown out. Not for who sees a part of the dialogs (PERM4). */
export function CustomerTools(props: { customers: CustomerData; query: CustomerQuery; onMade(id: Id): void }) {
  const data = useData()
  const act = useAct()
  const [isImporting, setImporting] = createSignal(false)
  const words = () => t().customers
  const mayAdd = () => seesAllDialogs({ ...data.me(), access: data.operators().get(data.me().operatorId)?.access })
  const make = async () => {
    const id = newId().replaceAll('.', '_')
    if (await act('customer.upsert', { customers: [{ id, name: words().newName }] })) props.onMade(id)
  }
  const write = async () => {
    const shown = await props.customers.find(props.query)
    const { customerFields = [], customerTags = [] } = data.workspace() ?? {}
    const text = writeCustomers(shown, {
      titles: words().columns,
      fields: customerFields.filter(({ isRemoved }) => !isRemoved),
      tags: customerTags.filter(({ isRemoved }) => !isRemoved),
    })
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), words().fileName)
  }
  return (
    <>
      <IconButton label={words().export} icon={Download} size={18} tip="below-end" onClick={() => void write()} />
      <Show when={mayAdd()}>
        <IconButton label={words().import.open} icon={FileUp} size={18} tip="below-end" onClick={() => setImporting(true)} />
        <IconButton label={words().add} icon={UserRoundPlus} size={18} tip="below-end" onClick={() => void make()} />
      </Show>
      <Show when={isImporting()}>
        <Suspense>
          <CustomerImport customers={props.customers} onClose={() => setImporting(false)} />
        </Suspense>
      </Show>
    </>
  )
}
