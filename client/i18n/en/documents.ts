import { plurals } from '../plural'

const plural = plurals('en')

/** Texts that several people write: notes, remarks, shared drafts. */
export const documents = {
  damaged: 'What is stored on this device is damaged. The text opens for editing when the server can be reached.',
  history: {
    open: 'History',
    title: (what: string) => `History: ${what.toLowerCase()}`,
    versions: 'Versions',
    changes: 'What changed',
    program: 'Program',
    restore: 'Restore',
    restored: 'Version restored',
    now: 'This is the text now',
    empty: 'Nothing has been changed here yet.',
    offline: 'History is kept on the server. It opens when there is a network.',
    unavailable: 'History is not available now. Try again later.',
  },
  mention: {
    choose: 'Mention a colleague',
    mark: 'A note mentions you',
  },
  sharedDraft: {
    title: 'Shared draft',
    by: (who: string) => `begun by ${who}`,
    here: (who: string) => `${who} is here`,
    text: 'Text of the shared draft',
    placeholder: 'Write the answer together…',
    send: 'Send the shared draft',
    takeBack: 'Take it back',
    share: 'Share the draft',
    files: 'The files stay in your own draft: a shared one has none. Send them separately.',
    authorsFiles: (count: number) =>
      `The author’s own draft holds ${plural(count, { one: '# more file', other: '# more files' })}: a shared one has none.`,
  },
  refused: {
    title: 'Edit not accepted',
    copy: 'Copy text',
    copied: 'Text copied',
    kinds: { note: 'Note', remark: 'Remark', draft: 'Shared draft' },
  },
}
