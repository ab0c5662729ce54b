type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

interface Numbers {
  readonly rules: Intl.PluralRules
  readonly format: Intl.NumberFormat
}

/** By language. A browser takes a millisecond to make one, and most of a catalogue counts nothing that is on the screen. */
const known = new Map<string, Numbers>()

/** Picks the form of a counted phrase; `#` in it becomes the number as the language writes it. */
export function plurals(language: string): (count: number, forms: Forms) => string {
  return (count, forms) => {
    const { rules, format } = numbersIn(language)
    return (forms[rules.select(count)] ?? forms.other).replace('#', format.format(count))
  }
}

function numbersIn(language: string): Numbers {
  const found = known.get(language)
  if (found) return found
  const made = { rules: new Intl.PluralRules(language), format: new Intl.NumberFormat(language) }
  known.set(language, made)
  return made
}
