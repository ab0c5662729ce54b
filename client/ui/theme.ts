/** Light or dark: as the operator chose, or as the system stands. CSS reads data-theme on <html>. */
import { createSignal } from 'solid-js'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const STORAGE_KEY = 'okno.theme'
const [chosen, setChosen] = createSignal<Theme>('system')

export const theme = chosen

/** It follows a choice made in another tab too. */
export function startTheme(): void {
  const read = () => {
    const stored = localStorage.getItem(STORAGE_KEY)
    setChosen(THEMES.find((known) => known === stored) ?? 'system')
    paint()
  }
  systemIsDark().addEventListener('change', paint)
  window.addEventListener('storage', ({ key }) => key === STORAGE_KEY && read())
  read()
}

export function changeTheme(to: Theme): void {
  localStorage.setItem(STORAGE_KEY, to)
  setChosen(to)
  paint()
}

const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)')

function paint(): void {
  const isDark = chosen() === 'dark' || (chosen() === 'system' && systemIsDark().matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}
