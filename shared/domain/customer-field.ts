/** What a workspace wants to know of its customers: tags, and fields of its own. Kept in the workspace's row. */
import * as v from 'valibot'
import { type Id, PlainId } from './id'

export const MAX_CUSTOMER_FIELDS = 50
export const MAX_CUSTOMER_TAGS = 200
export const MAX_CHOICES = 100
const MAX_VALUE_CHARS = 500

export const FIELD_TYPES = ['text', 'number', 'date', 'choice'] as const
export const TAG_COLORS = ['gray', 'blue', 'green', 'yellow', 'red', 'purple'] as const

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))

/** A date is `YYYY-MM-DD`, a choice one of the field's choices. */
export const FieldValue = v.union([v.pipe(v.string(), v.maxLength(MAX_VALUE_CHARS)), v.pipe(v.number(), v.finite())])
export type FieldValue = v.InferOutput<typeof FieldValue>

const OWN_FIELDS: readonly Id[] = ['name', 'phones', 'emails', 'tags', 'contacts', 'merged']

/** Ids of fields stand beside the names of a customer's own fields, and are never one of these. */
export const FieldId = v.pipe(
  PlainId,
  v.check((id) => !OWN_FIELDS.includes(id), 'The id of a field is taken'),
)
export const CustomerField = v.object({
  id: FieldId,
  name: Name,
  type: v.picklist(FIELD_TYPES),
  /** Of a choice; empty otherwise. */
  choices: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))), v.maxLength(MAX_CHOICES)),
  /** Not shown any more. Values stay with the customers, so that it can come back. */
  isRemoved: v.boolean(),
})
export type CustomerField = v.InferOutput<typeof CustomerField>

export const CustomerTag = v.object({ id: PlainId, name: Name, color: v.picklist(TAG_COLORS), isRemoved: v.boolean() })
export type CustomerTag = v.InferOutput<typeof CustomerTag>
