/**
 * What is the matter with this device. `no-space`: the last write did not fit. `too-slow`: the browser has not answered.
 * `superseded`: a newer build has taken over in another tab. `blocked`: old tabs hold the tables that are to be changed.
 * `missing`: the browser gives no tables. `broken`: they cannot be read now.
 */
export type DeviceTrouble = 'no-space' | 'too-slow' | 'superseded' | 'blocked' | 'missing' | 'broken'

export interface StorageReport {
  /** Bytes; null where the browser does not say. */
  readonly used: number | null
  readonly quota: number | null
  readonly isPersisted: boolean
  readonly dialogs: number
  readonly messages: number
  readonly files: { readonly count: number; readonly bytes: number }
  /** What waits here to be sent. */
  readonly unsent: { readonly count: number; readonly bytes: number }
}

/** `waiting`: for the network or for its turn. `paused`: by the operator. `refused`: the server will never take it. */
export type UploadState = 'waiting' | 'uploading' | 'paused' | 'refused'
