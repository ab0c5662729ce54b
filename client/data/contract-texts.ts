/** Texts that several people may be writing, as the screen knows them. */
import type { Accessor } from 'solid-js'
import type { RejectCode } from '#shared/commands/spec'
import type { DocumentName } from '#shared/domain/document'

export interface TextPeer {
  readonly key: string
  readonly name: string
  readonly color: string
  /** Caret, as an index into the text; null when it is elsewhere. */
  readonly caret: number | null
}

/** A text that several people may be editing. */
export interface SharedText {
  readonly text: Accessor<string>
  readonly isLoading: Accessor<boolean>
  /** What is stored here cannot be read; the text comes from the server, and until then must not be written in. */
  readonly isDamaged: Accessor<boolean>
  /** Everything written here is stored by the server. */
  readonly isSynced: Accessor<boolean>
  readonly peers: Accessor<readonly TextPeer[]>
  /** Replaces `remove` characters at `index`. */
  splice(index: number, remove: number, insert: string): void
  setCaret(index: number | null): void
  /** Where a caret at `index` stands now: follows edits of others. Call it inside an effect on `text`. */
  onRemoteChange(listener: (map: (index: number) => number) => void): () => void
}

/** An edit of a document that the server has refused, with the text as the operator left it. */
export interface RefusedText {
  readonly name: DocumentName
  readonly kind: 'note' | 'draft' | 'remark'
  readonly text: string
  readonly code: RejectCode
}
