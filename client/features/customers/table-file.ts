/** UTF-16 by its mark, as «Unicode text» of a spreadsheet is. Spreadsheets of the region still save in the old Cyrillic encoding; what is not UTF-8 is read as that. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer()
  const mark = [...new Uint8Array(bytes.slice(0, 2))].join()
  if (mark === '255,254' || mark === '254,255') return new TextDecoder(mark === '255,254' ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
