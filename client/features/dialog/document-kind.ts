import { type AttachmentKind, attachmentKind } from '#shared/domain/attachment'

export type DocumentKind = 'pdf' | 'text' | 'sheet' | 'slides' | 'archive' | 'picture' | 'sound' | 'video' | 'other'

const BY_EXTENSION: Readonly<Record<string, DocumentKind>> = {
  pdf: 'pdf',
  doc: 'text',
  docx: 'text',
  odt: 'text',
  rtf: 'text',
  txt: 'text',
  xls: 'sheet',
  xlsx: 'sheet',
  ods: 'sheet',
  csv: 'sheet',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
  zip: 'archive',
  rar: 'archive',
  '7z': 'archive',
  gz: 'archive',
}

const BY_FAMILY = { image: 'picture', audio: 'sound', video: 'video', file: 'other' } satisfies Record<AttachmentKind, DocumentKind>

/** What a file looks like in the chat: by its name, because to the bytes every office file is an archive. Pure. */
export function documentKind({ name, mime }: { readonly name: string; readonly mime: string }): DocumentKind {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = BY_EXTENSION[extension]
  if (known) return known
  return BY_FAMILY[attachmentKind(mime)]
}
