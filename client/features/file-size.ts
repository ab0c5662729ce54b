import type { Catalogue } from '../i18n/ru'

/** Bytes as people say them. Pure: language and unit names come as arguments. */
export function fileSize(bytes: number, language: string, write: Catalogue['common']['bytes']): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  const value = new Intl.NumberFormat(language, { maximumFractionDigits: power > 1 ? 1 : 0 }).format(bytes / 1024 ** power)
  return write(value, units[power] ?? 'GB')
}
