import { type ZipEntry, zip } from './zip'

interface PersonData {
  readonly files: readonly { readonly id: string; readonly name: string }[]
}

/** All of a person's data as one file: `data.json`, and their files under the names that it tells. */
export async function personArchive(data: PersonData, bytesOf: (id: string) => Promise<Blob | null>): Promise<Blob> {
  const entries: ZipEntry[] = []
  const missing: string[] = []
  const files = data.files.map((file, index) => ({ ...file, path: `files/${index + 1} ${file.name.replaceAll(/[/\\]/g, '_')}` }))
  for (const { id, path } of files) {
    const blob = await bytesOf(id)
    if (blob) entries.push({ name: path, bytes: new Uint8Array(await blob.arrayBuffer()) })
    else missing.push(path)
  }
  const told = { ...data, files, missing }
  return zip([{ name: 'data.json', bytes: new TextEncoder().encode(JSON.stringify(told, null, 2)) }, ...entries])
}
