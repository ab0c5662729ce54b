import { createEffect, For, type JSX, Show } from 'solid-js'
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, language } from '../../i18n/i18n'
import styles from './auth-page.module.css'
import { OknoMark } from './okno-mark'

export interface AuthPageProps {
  title: string
  hint: string
  error: string | undefined
  onSubmit(form: HTMLFormElement): void
  children: JSX.Element
}

export function AuthPage(props: AuthPageProps) {
  createEffect(() => {
    document.title = `${props.title} — Okno`
  })
  return (
    <main class={styles.page}>
      <form
        class={styles.card}
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit(event.currentTarget)
        }}
      >
        <OknoMark />
        <h1 class={styles.title}>{props.title}</h1>
        <p class={styles.hint}>{props.hint}</p>
        <Show when={props.error}>
          <p class={styles.error} role="alert">
            {props.error}
          </p>
        </Show>
        {props.children}
      </form>
      <div class={styles.languages}>
        <For each={LANGUAGES}>
          {(code) => (
            <button
              type="button"
              class={styles.language}
              lang={code}
              aria-pressed={code === language()}
              onClick={() => void changeLanguage(code)}
            >
              {LANGUAGE_NAMES[code]}
            </button>
          )}
        </For>
      </div>
    </main>
  )
}
