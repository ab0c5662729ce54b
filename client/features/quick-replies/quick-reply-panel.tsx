import Lock from 'lucide-solid/icons/lock'
import Paperclip from 'lucide-solid/icons/paperclip'
import Search from 'lucide-solid/icons/search'
import { createEffect, For, on, Show } from 'solid-js'
import type { Template } from '#shared/domain/template'
import { t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import type { TemplateChoice } from './choice'
import styles from './quick-reply-panel.module.css'
import { QuickReplyPreview } from './quick-reply-preview'
import { fillIn, type Values } from './variables'

export interface QuickReplyPanelProps {
  choice: TemplateChoice
  values: Values
  /** With a field of its own to search in; without it the words come from where the slash was typed. */
  hasSearch: boolean
  onPick(template: Template): void
}

export const LIST_ID = 'quick-reply-list'
export const optionId = (template: Template | undefined): string | undefined => template && `quick-reply-${template.id}`

/** Quick replies to choose from, and what the chosen one would put into the message. */
export default function QuickReplyPanel(props: QuickReplyPanelProps) {
  const words = () => t().quickReplies
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = props.choice.chosen()
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      props.onPick(chosen)
      return
    }
    if (event.key === 'Home' || event.key === 'End') return
    const to = nextIndex(event.key, props.choice.active(), props.choice.shown().length)
    if (to === null) return
    event.preventDefault()
    props.choice.setActive(to)
  }
  createEffect(
    on(props.choice.chosen, (chosen) => document.getElementById(optionId(chosen) ?? '')?.scrollIntoView({ block: 'nearest' }), {
      defer: true,
    }),
  )
  return (
    <div class={styles.panel}>
      <Show when={props.hasSearch}>
        <label class={styles.search}>
          <Search size={16} aria-hidden="true" />
          <input
            type="search"
            role="combobox"
            aria-expanded={props.choice.shown().length > 0}
            aria-controls={LIST_ID}
            aria-activedescendant={optionId(props.choice.chosen())}
            aria-label={words().search}
            placeholder={words().search}
            value={props.choice.query()}
            onInput={(event) => props.choice.setQuery(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </label>
      </Show>
      <Show when={props.choice.folders().length > 0}>
        <Folders choice={props.choice} />
      </Show>
      <div class={styles.columns}>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name; an empty listbox is not one. */}
        <div class={styles.list} id={LIST_ID} role={props.choice.shown().length > 0 ? 'listbox' : 'status'} aria-label={words().title}>
          <For each={props.choice.shown()} fallback={<Nothing isAsked={props.choice.query() !== ''} />}>
            {(template, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled where the focus is, in the field.
              <div
                id={optionId(template)}
                class={styles.option}
                role="option"
                tabIndex={-1}
                aria-selected={index() === props.choice.active()}
                onClick={() => props.onPick(template)}
                // The field must keep the caret: what is chosen goes there.
                onMouseDown={(event) => event.preventDefault()}
                onPointerMove={() => props.choice.setActive(index())}
              >
                <span class={styles.title}>
                  <span class={styles.name}>{template.title}</span>
                  <Show when={template.ownerId !== null}>
                    <Lock size={13} aria-label={words().personal} />
                  </Show>
                  <Show when={template.attachments.length > 0}>
                    <Paperclip size={13} aria-label={words().files} />
                  </Show>
                  <Show when={template.shortcut !== ''}>
                    <kbd class={styles.shortcut}>/{template.shortcut}</kbd>
                  </Show>
                </span>
                <span class={styles.line}>{fillIn(template.text, props.values)}</span>
              </div>
            )}
          </For>
        </div>
        <Show when={props.choice.chosen()}>
          {(template) => (
            <div class={styles.preview} aria-hidden="true">
              <QuickReplyPreview template={template()} values={props.values} />
            </div>
          )}
        </Show>
      </div>
      <p class={styles.keys} aria-hidden="true">
        {words().keys}
      </p>
    </div>
  )
}

function Folders(props: { choice: TemplateChoice }) {
  return (
    <fieldset class={styles.folders} aria-label={t().quickReplies.folders}>
      <For each={[null, ...props.choice.folders()]}>
        {(folder) => (
          <button
            type="button"
            class={styles.folder}
            aria-pressed={props.choice.folder() === folder}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.choice.setFolder(folder)}
          >
            {folder ?? t().quickReplies.allFolders}
          </button>
        )}
      </For>
    </fieldset>
  )
}

function Nothing(props: { isAsked: boolean }) {
  return (
    <div class={styles.nothing}>
      <p>{props.isAsked ? t().common.nothingFound : t().quickReplies.none}</p>
      <Show when={!props.isAsked}>
        <a href="/settings#quick-replies">{t().quickReplies.toSettings}</a>
      </Show>
    </div>
  )
}
