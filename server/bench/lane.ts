export interface Options {
  /** Small counts and one run: shows that everything works, not how fast it is. */
  readonly isQuick: boolean
  readonly runs: number
  /** Peers are left out when they are not installed. */
  readonly withPeers: boolean
}

export interface Line {
  readonly name: string
  readonly figures: Readonly<Record<string, number | null>>
  /** What a figure alone would not say: that the load was the limit, for one. */
  readonly notes?: readonly string[]
}

export interface Table {
  readonly title: string
  /** Figures by their key, with the heading and the digits after the point. */
  readonly columns: Readonly<Record<string, { readonly heading: string; readonly digits: number }>>
  readonly lines: readonly Line[]
}

export interface Lane {
  readonly name: string
  run(options: Options, show: (table: Table) => void): Promise<void>
}

/** Adds to each line how many times Okno's figure is of that line's; of figures where less is better, the other way round. */
export function withRatio(lines: readonly Line[], key: string, isLessBetter = false): Line[] {
  const okno = lines.find(({ name }) => name.startsWith('Okno'))?.figures[key]
  return lines.map((line) => {
    const other = line.figures[key]
    const ratio = okno && other ? (isLessBetter ? other / okno : okno / other) : null
    return { ...line, figures: { ...line.figures, ratio } }
  })
}
