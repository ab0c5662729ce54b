import type { JSX } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import styles from './import-window.module.css'
import { Modal } from './modal'

interface ImportWindowProps {
  title: string
  hint: string
  /** How far it is; empty: nothing is under way. */
  progress: string
  runName: string
  canRun: boolean
  onRun(): void
  onClose(): void
  children: JSX.Element
}

/** A table on its way in: looked over first, taken in at the end. */
export function ImportWindow(props: ImportWindowProps) {
  return (
    <Modal title={props.title} hint={props.hint} isWide onClose={props.onClose}>
      <div class={styles.import}>
        {props.children}
        <div class={styles.end}>
          <span role="status" class={styles.progress}>
            {props.progress}
          </span>
          <Button onClick={props.onClose}>{t().common.cancel}</Button>
          <Button kind="primary" disabled={!props.canRun} onClick={props.onRun}>
            {props.runName}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** What was found in the table, or what is wrong with it. */
export function ImportStatus(props: { isBad?: boolean; children: JSX.Element }) {
  return (
    <p role="status" class={styles.status} data-tone={props.isBad ? 'danger' : undefined}>
      {props.children}
    </p>
  )
}

/** Lines that cannot be taken in, under what they are called together. */
export function ImportFaults(props: { title: string; children: JSX.Element }) {
  return (
    <div class={styles.status} data-tone="danger">
      {props.title}
      <ul class={styles.faults} aria-label={props.title}>
        {props.children}
      </ul>
    </div>
  )
}

/** A part of the table, wider than the screen perhaps: scrolled by itself, by keyboard too. */
export function ImportTable(props: { label: string; children: JSX.Element }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled, and a keyboard scrolls what has the focus
    <section class={styles.scroll} aria-label={props.label} tabIndex={0}>
      <table class={styles.table}>{props.children}</table>
    </section>
  )
}
