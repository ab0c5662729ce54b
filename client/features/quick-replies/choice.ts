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
  const [active, setActive] = createSignal(0)
  const shown = createMemo(() => rankTemplates(data.templates(), { query: query(), folder: folder(), usage: used.score }))
  const at = () => Math.min(active(), Math.max(shown().length - 1, 0))
  return {
    query,
    setQuery(next) {
      setQuery(next)
      setActive(0)
    },
    folder,
    setFolder(next) {
      setFolder(next)
      setActive(0)
    },
    folders: createMemo(() => [...new Set(data.templates().map((template) => template.folder))].filter((name) => name !== '').sort()),
    shown,
    active: at,
    setActive,
    move: (by) => setActive(Math.min(Math.max(at() + by, 0), Math.max(shown().length - 1, 0))),
    chosen: () => shown()[at()],
    noteUse: ({ id }) => used.note(id),
  }
}
