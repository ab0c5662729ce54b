import { plurals } from '../plural'

const plural = plurals('uk')

export const customers = {
  count: (count: number) => plural(count, { one: '# покупець', few: '# покупці', many: '# покупців', other: '# покупця' }),
  search: 'Пошук покупців',
  none: 'Покупців поки немає',
  noneHint: 'Збережіть покупця в чаті, додайте вручну або завантажте з таблиці.',
  pick: 'Виберіть покупця',
  gone: 'Такого покупця на цьому пристрої немає',
  add: 'Додати покупця',
  newName: 'Новий покупець',
  export: 'Вивантажити в CSV',
  fileName: 'покупці.csv',
  columns: { name: 'Ім’я', phone: 'Телефон', email: 'E-mail', tags: 'Мітки' },
  import: {
    open: 'Завантажити з CSV',
    title: 'Покупці з таблиці',
    hint: 'Покупця з тим самим телефоном або e-mail буде доповнено, решту — створено.',
    file: 'Вибрати файл CSV',
    column: (title: string) => `Що у стовпці «${title}»`,
    columns: { skip: 'Не завантажувати', name: 'Ім’я', phone: 'Телефон', email: 'E-mail', tags: 'Мітки' },
    found: (fresh: number, known: number) => `Нових: ${fresh}, доповниться: ${known}`,
    tooLong: (max: number) => `Не більше ${max} рядків за раз`,
    newTags: (names: string) => `Буде створено мітки: ${names}`,
    unknownTags: (names: string) => `Таких міток немає, створити їх може адміністратор: ${names}`,
    faults: (count: number) =>
      plural(count, {
        one: '# рядок не завантажиться',
        few: '# рядки не завантажаться',
        many: '# рядків не завантажаться',
        other: '# рядка не завантажаться',
      }),
    fault: (line: number, why: string) => `Рядок ${line}: ${why}`,
    why: {
      phone: (cell: string) => `«${cell}» — не телефон`,
      email: (cell: string) => `«${cell}» — не e-mail`,
      value: (cell: string) => `«${cell}» не підходить до поля`,
      nobody: (_cell: string) => 'немає імені',
    },
    progress: (done: number, total: number) => `${done} із ${total}`,
    stopped: (done: number, total: number) => `Завантажено ${done} із ${total}. Та сама таблиця ще раз доповнить решту.`,
    run: 'Завантажити',
    done: (count: number) =>
      plural(count, {
        one: 'Завантажено # покупця',
        few: 'Завантажено # покупців',
        many: 'Завантажено # покупців',
        other: 'Завантажено # покупця',
      }),
  },
  privacy: {
    title: 'Персональні дані',
    hint: 'На прохання самого покупця: усе, що про нього відомо, або видалення всього без сліду.',
    export: 'Вивантажити всі дані',
    erase: 'Видалити всі дані',
    eraseTitle: (name: string) => `Видалити все про покупця «${name}»`,
    eraseHint:
      'Зникнуть картка, усі чати з цією людиною, нотатки й файли: на сервері та на пристроях усіх співробітників. Повернути їх не можна.',
    typeName: (name: string) => `Щоб підтвердити, введіть ім’я: ${name}`,
    erasing: 'Видаляємо…',
    erased: (dialogs: number, messages: number, documents: number, files: number) =>
      `Видалено без сліду. Чатів: ${dialogs}, повідомлень: ${messages}, нотаток і приміток: ${documents}, файлів: ${files}. З пристроїв усе зникне, щойно вони вийдуть на зв’язок.`,
    record: 'Зберегти акт',
    recordText: (id: string, at: string, by: string, what: string) =>
      `Акт про видалення персональних даних\n\nНомер картки покупця: ${id}\nКоли: ${at}\nХто: ${by}\n\n${what}\n`,
    recordName: 'Акт про видалення',
  },
  settings: {
    title: 'Мітки й поля покупців',
    hint: 'Мітки й поля, які видно в картці кожного покупця.',
    adminsOnly: 'Мітки й поля змінює адміністратор.',
    fields: 'Поля покупця',
    noTags: 'Міток поки немає',
    noFields: 'Полів поки немає',
    tagName: 'Назва мітки',
    color: 'Колір мітки',
    colors: { gray: 'Сірий', blue: 'Синій', green: 'Зелений', yellow: 'Жовтий', red: 'Червоний', purple: 'Ліловий' },
    addTag: 'Створити мітку',
    fieldName: 'Назва поля',
    type: 'Вид поля',
    types: { text: 'Текст', number: 'Число', date: 'Дата', choice: 'Вибір зі списку' },
    choices: 'Варіанти через кому',
    addField: 'Створити поле',
    remove: (name: string) => `Видалити «${name}»`,
    removed: (name: string) => `«${name}» видалено`,
  },
}
