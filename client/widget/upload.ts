import { WIDGET_BLOB_PATH } from '#shared/protocol/widget'
import type { UploadState } from './conversation'
import type { OutgoingFile } from './outgoing'

/** Without a sign of life for this long an upload is given up and begun again. */
const TIMEOUT_MS = 120_000

/** XMLHttpRequest, because fetch cannot tell how much has left. The same id again is the same file. */
export function upload(file: OutgoingFile, token: string, report: (state: UploadState) => void): void {
  const request = new XMLHttpRequest()
  request.open('PUT', `${WIDGET_BLOB_PATH}${file.id}?name=${encodeURIComponent(file.name)}`)
  request.setRequestHeader('authorization', `Bearer ${token}`)
  request.setRequestHeader('content-type', file.mime)
  request.timeout = TIMEOUT_MS
  request.upload.onprogress = ({ loaded, total }) => report({ progress: total > 0 ? loaded / total : 0 })
  request.onload = () => report(outcome(request.status))
  request.onerror = () => report('interrupted')
  request.ontimeout = () => report('interrupted')
  request.send(file.blob)
}

/** What the server says no to will not become a yes; what it could not do, it may do later. */
export function outcome(status: number): UploadState {
  if (status >= 200 && status < 300) return 'uploaded'
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'interrupted'
}
