export const meanwhile = {
  moved: (field: string, text: string) => `Поки ви писали, «${field}» змінили: ${text}`,
  nothing: 'порожньо',
  keepMine: 'Залишити моє',
  takeTheirs: 'Взяти нове',
  earlier: 'Що було раніше',
  replaced: (who: string, at: string) => `${who}, ${at}: замінено`,
  restore: 'Повернути це',
}
