import * as v from 'valibot'
import { Attachments } from '../domain/attachment'
import { remember } from '../domain/earlier'
import { PlainId } from '../domain/id'
import { type Change, change } from '../domain/row'
import { FolderName, Shortcut, TEMPLATE_WORDS, type Template, TemplateText, TemplateTitle, type TemplateWords } from '../domain/template'
import { type CommandContext, command, done, NOTHING, rejected } from './spec'

/** Of one move: a folder with everything in it. */
const MAX_MOVED = 200

const contents = { folder: FolderName, title: TemplateTitle, text: TemplateText, shortcut: Shortcut, attachments: Attachments }

/** One lane: whoever renames a folder and then adds to it finds both together. */
const lane = (): string => 'templates'
const refs = ({ id }: { id: string }) => [{ kind: 'template', id }] as const

export const create = command({
  args: v.pipe(
    v.object({ id: PlainId, isShared: v.boolean(), ...contents }),
    v.check(({ text, attachments }) => text !== '' || attachments.length > 0, 'A template has a text or a file'),
  ),
  lane,
  refs,
  apply({ id, isShared, ...fields }, { world, actor, now }) {
    if (world.get('template', id)) return NOTHING
    const ownerId = isShared ? null : actor.operatorId
    return done(change('template', { id, ownerId, ...fields, isRemoved: false, updatedAt: now }))
  },
})

/** Only what was changed travels, so that edits of different fields by two people both stay; of one field the later edit stands. */
export const update = command({
  args: v.object({ id: PlainId, fields: v.partial(v.object(contents)) }),
  lane,
  refs,
  apply({ id, fields }, context) {
    const template = context.world.get('template', id)
    if (!template || template.isRemoved) return rejected('not-found')
    const earlier = remember<TemplateWords>(template, fields, TEMPLATE_WORDS, { at: context.now, by: context.actor.operatorId })
    const edited = changed(template, { ...fields, ...earlier }, context)
    if (edited && edited.row.text === '' && edited.row.attachments.length === 0) return rejected('invalid')
    return edited ? done(edited) : NOTHING
  },
})

/** Takes a template away, or brings it back. */
export const remove = command({
  args: v.object({ id: PlainId, isRemoved: v.boolean() }),
  lane,
  refs,
  apply({ id, isRemoved }, context) {
    const template = context.world.get('template', id)
    if (!template) return rejected('not-found')
    const edited = changed(template, { isRemoved }, context)
    return edited ? done(edited) : NOTHING
  },
})

/** Puts templates into a folder: one, or all of a folder that gets another name. */
export const move = command({
  args: v.object({ ids: v.pipe(v.array(PlainId), v.minLength(1), v.maxLength(MAX_MOVED)), folder: FolderName }),
  lane,
  refs: ({ ids }) => ids.map((id) => ({ kind: 'template', id }) as const),
  apply({ ids, folder }, context) {
    const found = [...new Set(ids)].flatMap((id) => context.world.get('template', id) ?? [])
    return done(...found.flatMap((template) => changed(template, { folder }, context) ?? []))
  },
})

/** @returns null when nothing would change. */
function changed(template: Template, fields: Partial<Template>, { now }: CommandContext) {
  const edited = { ...template, ...fields }
  if (JSON.stringify(edited) === JSON.stringify(template)) return null
  return { kind: 'template', row: { ...edited, updatedAt: now } } satisfies Change
}
