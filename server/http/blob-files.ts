/**
 * Bytes of uploaded files, in the data folder under the hash of their content: `blobs/ab/abcd…`. A file is complete and
 * on the disk before it has its name, so a name is never that of half a file.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '#shared/domain/id'

export interface BlobFiles {
  /** Settles when the bytes would survive a power cut. @returns their SHA-256, hex. */
  write(bytes: Uint8Array): Promise<string>
  pathOf(sha256: string): string
  /** A small picture of the file, kept beside it: it can be made again. @returns its path. */
  writeSmall(sha256: string, bytes: Uint8Array): Promise<string>
  smallPathOf(sha256: string): string
  /** With its small picture; settles when neither would come back after a power cut. */
  remove(sha256: string): Promise<void>
}

export function makeBlobFiles(folder: string): BlobFiles {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  const smallPathOf = (sha256: string) => `${pathOf(sha256)}.small`
  return {
    pathOf,
    smallPathOf,
    async remove(sha256) {
      for (const path of [pathOf(sha256), smallPathOf(sha256)]) await rm(path, { force: true })
      const folder = dirname(pathOf(sha256))
      if (existsSync(folder)) await syncFolder(folder)
    },
    async write(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      if (!existsSync(path)) await put(path, bytes)
      return sha256
    },
    async writeSmall(sha256, bytes) {
      const path = smallPathOf(sha256)
      await put(path, bytes)
      return path
    },
  }
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const unfinished = join(dirname(path), `.${newId()}`)
  try {
    await writeDurably(unfinished, bytes)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  // The name itself is data of the folder.
  await syncFolder(dirname(path))
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and needs not.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
