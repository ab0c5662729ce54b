import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import { t } from '../i18n/i18n'
import { showToast } from '../ui/toast'
import { useData } from './data-context'

/** An operator's action. @returns whether it is durable on the device; when not, the operator has been told. */
export type Act = <T extends CommandType>(type: T, args: CommandArgs<T>) => Promise<boolean>

export function useAct(): Act {
  const data = useData()
  return (type, args) => tellFailure(data.act(type, args))
}

/** Storage fails seldom (no space, a database closed by the browser), but never silently. */
export async function tellFailure(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    console.error(error)
    showToast(t().common.notStored, { tone: 'danger' })
    return false
  }
}
