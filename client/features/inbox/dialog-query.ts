/** The list's tab and filters as they stand in the URL: shareable, and there after a reload. */
import type { DialogQuery, DialogTab } from '../../data/contract'

export const TABS = ['open', 'closed', 'all', 'spam'] as const satisfies readonly DialogTab[]
export const ANSWERS = ['all', 'waiting', 'answered', 'snoozed'] as const

/** Stands for «no assignee» among operators' ids, which never hold a `~`. */
const NOBODY = '~'

export interface QueryParams {
  readonly tab?: string | undefined
  readonly answer?: string | undefined
  readonly assignee?: string | undefined
  readonly channel?: string | undefined
}

/** Unknown words are taken as absent: an old link must still open. */
export function parseDialogQuery(params: QueryParams): DialogQuery {
  return {
    tab: TABS.find((tab) => tab === params.tab) ?? 'open',
    answer: ANSWERS.find((answer) => answer === params.answer) ?? 'all',
    assignees: list(params.assignee).map((id) => (id === NOBODY ? null : id)),
    channels: list(params.channel),
  }
}

/** What differs from the plain list; `undefined` takes a parameter out of the URL. */
export function dialogQueryParams(query: DialogQuery): Record<keyof QueryParams, string | undefined> {
  return {
    tab: query.tab === 'open' ? undefined : query.tab,
    answer: query.answer === 'all' ? undefined : query.answer,
    assignee: query.assignees.map((id) => id ?? NOBODY).join(',') || undefined,
    channel: query.channels.join(',') || undefined,
  }
}

/** The query as one string, and back: what a saved filter holds. */
export const queryString = (query: DialogQuery): string => {
  const set = Object.entries(dialogQueryParams(query)).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return new URLSearchParams(set).toString()
}

export const parseQueryString = (params: string): DialogQuery => parseDialogQuery(Object.fromEntries(new URLSearchParams(params)))

export const isFiltered = (query: DialogQuery): boolean => query.answer !== 'all' || query.assignees.length > 0 || query.channels.length > 0

export const withoutFilters = (query: DialogQuery): DialogQuery => ({ tab: query.tab, answer: 'all', assignees: [], channels: [] })

/** The list with `value` in it if it was not, without it if it was. */
export const toggled = <T>(values: readonly T[], value: T): readonly T[] =>
  values.includes(value) ? values.filter((other) => other !== value) : [...values, value]

const list = (joined: string | undefined): readonly string[] => [...new Set((joined ?? '').split(',').filter(Boolean))]
