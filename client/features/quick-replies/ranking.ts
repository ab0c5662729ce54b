/** Which quick replies a question means, the likeliest first. Pure. */
import type { Template } from '#shared/domain/template'
import { findMarks, foldText, searchVariants } from '#shared/lib/text'

/** How often and how lately each was used; greater is sooner. */
export type Usage = (templateId: string) => number

/** @param folder null: all. */
export function rankTemplates(
  templates: readonly Template[],
  { query, folder, usage }: { query: string; folder: string | null; usage: Usage },
): readonly Template[] {
  const variants = searchVariants(query)
  const inFolder = folder === null ? templates : templates.filter((template) => template.folder === folder)
  const scored = inFolder.map((template) => ({ template, score: variants.length === 0 ? 1 : scoreOf(template, variants) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || usage(b.template.id) - usage(a.template.id) || byTitle(a.template, b.template))
    .map(({ template }) => template)
}

const byTitle = (a: Template, b: Template): number => a.title.localeCompare(b.title)

/** The shortcut itself, its beginning, the title's beginning, a word of the title, the text. */
function scoreOf({ shortcut, title, text, folder }: Template, variants: readonly string[]): number {
  const word = foldText(shortcut)
  const name = foldText(title)
  if (word !== '' && variants.includes(word)) return 6
  if (word !== '' && variants.some((variant) => word.startsWith(variant))) return 5
  if (variants.some((variant) => name.startsWith(variant))) return 4
  if (findMarks(title, variants)) return 3
  if (findMarks(`${folder} ${title}`, variants)) return 2
  return findMarks(text, variants) ? 1 : 0
}
