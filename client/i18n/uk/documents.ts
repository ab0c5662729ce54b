import { plurals } from '../plural'

const plural = plurals('uk')

/** Texts that several people write: notes, remarks, shared drafts. */
export const documents = {
  damaged: 'Запис на пристрої пошкоджено. Текст відкриється для правки, коли буде зв’язок із сервером.',
  history: {
    open: 'Історія',
    title: (what: string) => `Історія: ${what.toLowerCase()}`,
    versions: 'Версії',
    changes: 'Що змінилося',
    program: 'Програма',
    restore: 'Повернути',
    restored: 'Версію повернуто',
    now: 'Зараз у тексті',
    empty: 'Тут ще нічого не змінювали.',
    offline: 'Історія зберігається на сервері. Вона відкриється, коли з’явиться мережа.',
    unavailable: 'Історія зараз недоступна. Спробуйте пізніше.',
  },
  mention: {
    choose: 'Згадати співробітника',
    mark: 'Вас згадали в нотатці',
  },
  sharedDraft: {
    title: 'Спільна чернетка',
    by: (who: string) => `розпочато: ${who}`,
    here: (who: string) => `${who} тут`,
    text: 'Текст спільної чернетки',
    placeholder: 'Пишіть відповідь разом…',
    send: 'Надіслати спільну чернетку',
    takeBack: 'Забрати собі',
    share: 'Поділитися чернеткою',
    files: 'Файли лишилися у вашій чернетці: до спільної їх не додати, надішліть їх окремо.',
    authorsFiles: (count: number) =>
      `В автора у своїй чернетці ще ${plural(count, { one: '# файл', few: '# файли', many: '# файлів', other: '# файлу' })}: до спільної файли не додаються.`,
  },
  refused: {
    title: 'Правку не прийнято',
    copy: 'Скопіювати текст',
    copied: 'Текст скопійовано',
    kinds: { note: 'Нотатка', remark: 'Примітка', draft: 'Спільна чернетка' },
  },
}
