import { MovedNotice } from '../text/moved-notice'
import type { OrderEdit } from './order-edit'

/** What colleagues have changed that is being changed here. */
export function OrderNews(props: { edit: OrderEdit }) {
  const shown = () => props.edit.shown()
  return (
    <>
      <MovedNotice of={shown().lines} />
      <MovedNotice of={shown().discount} />
      <MovedNotice of={shown().delivery} />
      <MovedNotice of={shown().payment} />
      <MovedNotice of={shown().source} />
      <MovedNotice of={shown().managerId} />
      <MovedNotice of={shown().comment} />
    </>
  )
}
