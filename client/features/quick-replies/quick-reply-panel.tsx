import Lock from 'lucide-solid/icons/lock'
import Paperclip from 'lucide-solid/icons/paperclip'
import { For, Show } from 'solid-js'
import type { Template } from '#shared/domain/template'
import { t } from '../../i18n/i18n'
import { Finder } from '../../ui/finder'
import { QUICK_REPLY_LIST, type TemplateChoice } from './choice'
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

/** Quick replies to choose from, and what the chosen one would put into the message. */
export default function QuickReplyPanel(props: QuickReplyPanelProps) {
  const words = () => t().quickReplies
  return (
    <div class={styles.panel}>
      <Finder
        id={QUICK_REPLY_LIST}
        label={words().title}
        search={props.hasSearch ? { label: words().search, text: props.choice.query(), onText: props.choice.setQuery } : null}
        items={props.choice.shown()}
        active={props.choice.active()}
        onActive={props.choice.setActive}
        onPick={props.onPick}
        fallback={<Nothing isAsked={props.choice.query() !== ''} />}
        above={
          <Show when={props.choice.folders().length > 0}>
            <Folders choice={props.choice} />
          </Show>
        }
        beside={
          <Show when={props.choice.chosen()}>
            {(template) => (
              <div class={styles.preview} aria-hidden="true">
                <QuickReplyPreview template={template()} values={props.values} />
              </div>
            )}
          </Show>
        }
        below={
          <p class={styles.keys} aria-hidden="true">
            {words().keys}
          </p>
        }
      >
        {(template) => (
          <span class={styles.reply}>
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
          </span>
        )}
      </Finder>
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
    <>
      <p class={styles.nothing}>{props.isAsked ? t().common.nothingFound : t().quickReplies.none}</p>
      <Show when={!props.isAsked}>
        <a href="/settings#quick-replies">{t().quickReplies.toSettings}</a>
      </Show>
    </>
  )
}
