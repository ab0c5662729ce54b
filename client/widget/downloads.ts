import { WIDGET_BLOB_PATH } from '#shared/protocol/widget'

/** Files of the conversation as addresses an `<img>` or a link can use. */
export interface Downloads {
  /** An own file is at hand; it is never fetched. */
  adopt(id: string, blob: Blob): void
  /** @throws when the file cannot be had now. */
  url(id: string): Promise<string>
  /** A small picture of it, as it stands in the conversation. @throws as above. */
  look(id: string): Promise<string>
}

/** @param token what opens the conversation; null before the first welcome. */
export function createDownloads(token: () => string | null): Downloads {
  const urls = new Map<string, Promise<string>>()
  return {
    adopt(id, blob) {
      if (!urls.has(id)) urls.set(id, Promise.resolve(URL.createObjectURL(blob)))
    },
    url: (id) => have(id),
    look: (id) => urls.get(id) ?? have(`${id}/small`),
  }

  function have(path: string): Promise<string> {
    const known = urls.get(path)
    if (known) return known
    const fetched = download(path, token())
    urls.set(path, fetched)
    // Tried again the next time it is asked for.
    fetched.catch(() => urls.delete(path))
    return fetched
  }
}

async function download(path: string, token: string | null): Promise<string> {
  const response = await fetch(WIDGET_BLOB_PATH + path, { headers: { authorization: `Bearer ${token ?? ''}` } })
  if (!response.ok) throw new Error(`The file cannot be had: ${response.status}`)
  return URL.createObjectURL(await response.blob())
}

/** Saved, never opened: a stranger's page must not run under our origin. */
export function save(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
