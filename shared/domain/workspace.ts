import * as v from 'valibot'
import { CustomerField, CustomerTag, MAX_CUSTOMER_FIELDS, MAX_CUSTOMER_TAGS } from './customer-field'
import { Id } from './id'

export const WORKSPACE_ID = 'workspace'

export const Workspace = v.object({
  id: Id,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** ISO 3166 country of phone numbers written without a country code. */
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  /** A reply that waited for the network is held back when the conversation has moved on meanwhile. */
  guardsReplies: v.optional(v.boolean(), true),
  /** The server can make recordings what channels take. Kept here so that devices know it without a network. */
  canConvertSound: v.optional(v.boolean()),
  /** Number of the newest order; absent: there has been none. */
  lastOrder: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** What customers have besides name and addresses, in the order shown. Absent: nothing. */
  customerFields: v.optional(v.pipe(v.array(CustomerField), v.maxLength(MAX_CUSTOMER_FIELDS))),
  customerTags: v.optional(v.pipe(v.array(CustomerTag), v.maxLength(MAX_CUSTOMER_TAGS))),
})
export type Workspace = v.InferOutput<typeof Workspace>
