type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/** Picks the form of a counted phrase; `#` in it becomes the number as the language writes it. */
export function plurals(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language)
  const format = new Intl.NumberFormat(language)
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', format.format(count))
}
