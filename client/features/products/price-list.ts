/** A price list on its way to the server, which reads it: what would change first, then the change. Needs the network. */
import { MAX_CHUNK_BYTES, UploadPlace } from '#shared/domain/attachment'
import { newId } from '#shared/domain/id'
import { type ListReading, ListState } from '#shared/domain/price-list'
import { type ApiFailure, type ApiResult, callApi, callApiWith, Nothing } from '../settings/api'

/** Between looks at how far the server is. Milliseconds. */
const LOOK_MS = 300

export interface PriceList {
  /** @param onState is told of every step, sending included. @returns why it could not be read. */
  read(reading: ListReading, onState: (state: ListState) => void): Promise<ApiFailure | null>
  /** @returns why it was not taken in. */
  apply(onState: (state: ListState) => void): Promise<ApiFailure | null>
  /** The server forgets it. */
  close(): void
}

export function openPriceList(file: Blob): PriceList {
  const path = `/api/catalogue/imports/${newId()}`
  let isClosed = false
  let isSent = false

  async function send(onState: (state: ListState) => void): Promise<ApiFailure | null> {
    for (let offset = 0; offset < file.size && !isClosed; ) {
      onState({ phase: 'waiting', done: offset, total: file.size, preview: null })
      const part = file.slice(offset, offset + MAX_CHUNK_BYTES)
      const headers = { 'upload-offset': String(offset) }
      const answer = await callApiWith(path, { method: 'PATCH', headers, body: part }, UploadPlace)
      if (!answer.ok) return answer.reason
      offset = answer.value.offset
    }
    isSent = true
    return null
  }

  /** Follows what the server does until it stands still. */
  async function follow(started: ApiResult<ListState>, onState: (state: ListState) => void): Promise<ApiFailure | null> {
    let answer = started
    for (;;) {
      if (isClosed) return null
      if (!answer.ok) return answer.reason
      onState(answer.value)
      if (answer.value.phase === 'failed') return 'unavailable'
      if (answer.value.phase !== 'reading' && answer.value.phase !== 'applying') return null
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      answer = await callApi(path, { answer: ListState })
    }
  }

  return {
    async read(reading, onState) {
      const failure = isSent ? null : await send(onState)
      if (failure || isClosed) return failure
      return follow(await callApi(`${path}/preview`, { method: 'POST', body: reading, answer: ListState }), onState)
    },
    apply: async (onState) => follow(await callApi(`${path}/apply`, { method: 'POST', body: {}, answer: ListState }), onState),
    close() {
      isClosed = true
      void callApi(path, { method: 'DELETE', answer: Nothing })
    },
  }
}
