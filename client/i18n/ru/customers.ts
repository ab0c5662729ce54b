import { plurals } from '../plural'

const plural = plurals('ru')

export const customers = {
  count: (count: number) => plural(count, { one: '# покупатель', few: '# покупателя', many: '# покупателей', other: '# покупателя' }),
  search: 'Поиск покупателей',
  none: 'Покупателей пока нет',
  noneHint: 'Сохраните покупателя в чате, добавьте вручную или загрузите из таблицы.',
  pick: 'Выберите покупателя',
  gone: 'Такого покупателя на этом устройстве нет',
  add: 'Добавить покупателя',
  newName: 'Новый покупатель',
  export: 'Выгрузить в CSV',
  fileName: 'покупатели.csv',
  columns: { name: 'Имя', phone: 'Телефон', email: 'E-mail', tags: 'Метки' },
  import: {
    open: 'Загрузить из CSV',
    title: 'Покупатели из таблицы',
    hint: 'Покупатель с тем же телефоном или e-mail будет дополнен, остальные — созданы.',
    file: 'Выбрать файл CSV',
    column: (title: string) => `Что в столбце «${title}»`,
    columns: { skip: 'Не загружать', name: 'Имя', phone: 'Телефон', email: 'E-mail', tags: 'Метки' },
    found: (fresh: number, known: number) => `Новых: ${fresh}, дополнится: ${known}`,
    tooLong: (max: number) => `Не больше ${max} строк за раз`,
    newTags: (names: string) => `Будут созданы метки: ${names}`,
    unknownTags: (names: string) => `Таких меток нет, и создать их может администратор: ${names}`,
    faults: (count: number) =>
      plural(count, {
        one: '# строка не загрузится',
        few: '# строки не загрузятся',
        many: '# строк не загрузятся',
        other: '# строки не загрузятся',
      }),
    fault: (line: number, why: string) => `Строка ${line}: ${why}`,
    why: {
      phone: (cell: string) => `«${cell}» — не телефон`,
      email: (cell: string) => `«${cell}» — не e-mail`,
      value: (cell: string) => `«${cell}» не подходит к полю`,
      nobody: (_cell: string) => 'нет имени',
    },
    progress: (done: number, total: number) => `${done} из ${total}`,
    stopped: (done: number, total: number) => `Загружено ${done} из ${total}. Та же таблица ещё раз дополнит остальных.`,
    run: 'Загрузить',
    done: (count: number) =>
      plural(count, {
        one: 'Загружен # покупатель',
        few: 'Загружено # покупателя',
        many: 'Загружено # покупателей',
        other: 'Загружено # покупателя',
      }),
  },
  privacy: {
    title: 'Персональные данные',
    hint: 'По просьбе самого покупателя: всё, что о нём известно, или удаление всего без следа.',
    export: 'Выгрузить все данные',
    erase: 'Удалить все данные',
    eraseTitle: (name: string) => `Удалить всё о покупателе «${name}»`,
    eraseHint:
      'Исчезнут карточка, все чаты с этим человеком, заметки и файлы: на сервере и на устройствах всех сотрудников. Вернуть их нельзя.',
    typeName: (name: string) => `Чтобы подтвердить, введите имя: ${name}`,
    erasing: 'Удаляем…',
    erased: (dialogs: number, messages: number, documents: number, files: number) =>
      `Удалено без следа. Чатов: ${dialogs}, сообщений: ${messages}, заметок и примечаний: ${documents}, файлов: ${files}. С устройств всё исчезнет, как только они выйдут на связь.`,
    record: 'Сохранить акт',
    recordText: (id: string, at: string, by: string, what: string) =>
      `Акт об удалении персональных данных\n\nНомер карточки покупателя: ${id}\nКогда: ${at}\nКто: ${by}\n\n${what}\n`,
    recordName: 'Акт об удалении',
  },
  settings: {
    title: 'Метки и поля покупателей',
    hint: 'Метки и поля, которые видны в карточке каждого покупателя.',
    adminsOnly: 'Метки и поля меняет администратор.',
    fields: 'Поля покупателя',
    noTags: 'Меток пока нет',
    noFields: 'Полей пока нет',
    tagName: 'Название метки',
    color: 'Цвет метки',
    colors: { gray: 'Серый', blue: 'Синий', green: 'Зелёный', yellow: 'Жёлтый', red: 'Красный', purple: 'Лиловый' },
    addTag: 'Создать метку',
    fieldName: 'Название поля',
    type: 'Вид поля',
    types: { text: 'Текст', number: 'Число', date: 'Дата', choice: 'Выбор из списка' },
    choices: 'Варианты через запятую',
    addField: 'Создать поле',
    remove: (name: string) => `Удалить «${name}»`,
    removed: (name: string) => `«${name}» удалено`,
  },
}
