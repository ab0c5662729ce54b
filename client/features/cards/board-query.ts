import { useParams, useSearchParams } from '@solidjs/router'
import { type Accessor, createMemo } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { isSame } from '#shared/lib/is-same'
import type { BoardQuery } from '../../data/contract-cards'

/** Stands for «without a manager» among operators' ids, which never hold a `~`. */
const NOBODY = '~'

export interface BoardAddress {
  readonly query: Accessor<BoardQuery>
  /** The card whose window is open. */
  readonly cardId: Accessor<Id | null>
  filter(change: Partial<Pick<BoardQuery, 'managers' | 'text'>>): void
  open(cardId: Id | null): void
}

/**
 * What is shown of which pipeline, as it stands in the address: shareable, and there after a reload.
 * @param first of an address that names none.
 */
export function useBoardAddress(first: Accessor<Id | undefined>): BoardAddress {
  const params = useParams<{ id?: string }>()
  const [search, setSearch] = useSearchParams()
  const word = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''
  const query = createMemo(
    (): BoardQuery => ({
      pipelineId: params.id ?? first() ?? '',
      managers: word(search.manager)
        .split(',')
        .filter((id) => id !== '')
        .map((id) => (id === NOBODY ? null : id)),
      text: word(search.q),
    }),
    undefined,
    { equals: isSame },
  )
  return {
    query,
    cardId: () => word(search.card) || null,
    filter(change) {
      const { managers, text } = { ...query(), ...change }
      const params = { manager: managers.map((id) => id ?? NOBODY).join(',') || undefined, q: text || undefined }
      setSearch(params, { replace: true })
    },
    open: (cardId) => setSearch({ card: cardId ?? undefined }, { replace: cardId === null }),
  }
}
