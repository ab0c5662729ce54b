import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { Template } from '#shared/domain/template'
import { useData } from '../data-context'
import { createUsedLately } from '../used-lately'
import { rankTemplates } from './ranking'

/** Begins the ids of what can be chosen. */
export const QUICK_REPLY_LIST = 'quick-reply'

/** Choosing among quick replies: what is offered, and which one Enter would take. */
export interface TemplateChoice {
  readonly query: Accessor<string>
  setQuery(query: string): void
  /** Null: all. */
  readonly folder: Accessor<string | null>
  setFolder(folder: string | null): void
  readonly folders: Accessor<readonly string[]>
  readonly shown: Accessor<readonly Template[]>
  readonly active: Accessor<number>
  setActive(index: number): void
  move(by: number): void
  readonly chosen: Accessor<Template | undefined>
  noteUse(template: Template): void
}

export function createTemplateChoice(): TemplateChoice {
  const data = useData()
  const used = createUsedLately('templates')
  const [query, setQuery] = createSignal('')
  const [folder, setFolder] = createSignal<string | null>(null)
  // By its id: a reply that a colleague adds meanwhile does not take its place.
  const [activeId, setActiveId] = createSignal<string>()
  const shown = createMemo(() => rankTemplates(data.templates(), { query: query(), folder: folder(), usage: used.score }))
  const active = createMemo(() =>
    Math.max(
      0,
      shown().findIndex(({ id }) => id === activeId()),
    ),
  )
  const setActive = (index: number) => void setActiveId(shown()[index]?.id)
  return {
    query,
    setQuery(next) {
      setQuery(next)
      setActiveId(undefined)
    },
    folder,
    setFolder(next) {
      setFolder(next)
      setActiveId(undefined)
    },
    folders: createMemo(() => [...new Set(data.templates().map((template) => template.folder))].filter((name) => name !== '').sort()),
    shown,
    active,
    setActive,
    move: (by) => setActive(Math.min(Math.max(active() + by, 0), Math.max(shown().length - 1, 0))),
    chosen: () => shown()[active()],
    noteUse: ({ id }) => used.note(id),
  }
}
