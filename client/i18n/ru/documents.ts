import { plurals } from '../plural'

const plural = plurals('ru')

/** Texts that several people write: notes, remarks, shared drafts. */
export const documents = {
  damaged: 'Запись на устройстве повреждена. Текст откроется для правки, когда будет связь с сервером.',
  history: {
    open: 'История',
    title: (what: string) => `История: ${what.toLowerCase()}`,
    versions: 'Версии',
    changes: 'Что изменилось',
    program: 'Программа',
    restore: 'Вернуть',
    restored: 'Версия возвращена',
    now: 'Сейчас в тексте',
    empty: 'Здесь ещё ничего не меняли.',
    offline: 'История хранится на сервере. Она откроется, когда появится сеть.',
    unavailable: 'История сейчас недоступна. Попробуйте позже.',
  },
  mention: {
    choose: 'Упомянуть сотрудника',
    mark: 'Вас упомянули в заметке',
  },
  sharedDraft: {
    title: 'Общий черновик',
    by: (who: string) => `начат: ${who}`,
    here: (who: string) => `${who} здесь`,
    text: 'Текст общего черновика',
    placeholder: 'Пишите ответ вместе…',
    send: 'Отправить общий черновик',
    takeBack: 'Забрать себе',
    share: 'Поделиться черновиком',
    files: 'Файлы остались в вашем черновике: к общему они не прикладываются, отправьте их отдельно.',
    authorsFiles: (count: number) =>
      `У автора в своём черновике ещё ${plural(count, { one: '# файл', few: '# файла', many: '# файлов', other: '# файла' })}: к общему файлы не прикладываются.`,
  },
  refused: {
    title: 'Правка не принята',
    copy: 'Скопировать текст',
    copied: 'Текст скопирован',
    kinds: { note: 'Заметка', remark: 'Примечание', draft: 'Общий черновик' },
  },
}
