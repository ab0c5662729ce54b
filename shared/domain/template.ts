import * as v from 'valibot'
import { Attachments } from './attachment'
import { earlierOf } from './earlier'
import { Id } from './id'
import { Instant, MAX_MESSAGE_CHARS } from './item'

export const MAX_TEMPLATE_TITLE_CHARS = 80
export const MAX_FOLDER_CHARS = 60

export const TemplateTitle = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_TEMPLATE_TITLE_CHARS))
/** Empty: in no folder. A folder is there while a template names it. */
export const FolderName = v.pipe(v.string(), v.trim(), v.maxLength(MAX_FOLDER_CHARS))
/** Typed after `/`: one word, or empty. */
export const Shortcut = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[\p{L}\p{N}_-]{0,30}$/u))
export const TemplateText = v.pipe(v.string(), v.trim(), v.maxLength(MAX_MESSAGE_CHARS))

/** What an edit replaces as a whole. */
const WORDS = { title: TemplateTitle, text: TemplateText, shortcut: Shortcut, attachments: Attachments }
export const TEMPLATE_WORDS = ['title', 'text', 'shortcut', 'attachments'] as const satisfies readonly (keyof typeof WORDS)[]
export type TemplateWords = Pick<Template, (typeof TEMPLATE_WORDS)[number]>

/** A quick reply: put into a message while it is written, never sent by itself. */
export const Template = v.object({
  id: Id,
  /** The one operator who sees it; null: everybody does. Never changes: a device could not be told to forget a shared one. */
  ownerId: v.nullable(Id),
  folder: FolderName,
  title: TemplateTitle,
  /** With variables in braces. */
  text: TemplateText,
  shortcut: Shortcut,
  attachments: Attachments,
  /** Kept with its contents, so that removing can be undone. */
  isRemoved: v.boolean(),
  earlier: earlierOf(WORDS),
  updatedAt: Instant,
})
export type Template = v.InferOutput<typeof Template>
