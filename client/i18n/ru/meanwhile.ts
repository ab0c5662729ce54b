/** What others have changed while one was changing it, and what stood there before. */
export const meanwhile = {
  moved: (field: string, text: string) => `Пока вы писали, «${field}» изменили: ${text}`,
  nothing: 'пусто',
  keepMine: 'Оставить моё',
  takeTheirs: 'Взять новое',
  earlier: 'Что было раньше',
  replaced: (who: string, at: string) => `${who}, ${at}: заменено`,
  restore: 'Вернуть это',
}
