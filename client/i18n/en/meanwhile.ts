export const meanwhile = {
  moved: (field: string, text: string) => `“${field}” was changed while you were writing: ${text}`,
  nothing: 'empty',
  keepMine: 'Keep mine',
  takeTheirs: 'Take the new one',
  earlier: 'What was there before',
  replaced: (who: string, at: string) => `${who}, ${at}: replaced`,
  restore: 'Put this back',
}
