/**
 * What names are ordered by, as a string that the browser's indexes compare unit by unit: the order of the alphabets (Ё is Е, Ґ stands
 * after Г, І and Ї after И), capitals and accents aside. Signs come first, then figures, Cyrillic letters, Latin ones, all others.
 */

const CYRILLIC = 'абвгґғдђеєжзѕиіїйјклљмнњопрстћуфхцчџшщъыьэюя'
const LATIN = 'aæbcdđefghiıjklłmnoøpqrsßtuvwxyz'

const SIGN = '!'
const CYRILLIC_UNIT = 0x100
const LATIN_UNIT = 0x200
const OTHER = '\u0300'

const UNITS = new Map<string, string>([
  ...[...CYRILLIC].map((letter, place): [string, string] => [letter, String.fromCharCode(CYRILLIC_UNIT + place)]),
  ...[...LATIN].map((letter, place): [string, string] => [letter, String.fromCharCode(LATIN_UNIT + place)]),
  ...[...'0123456789'].map((figure): [string, string] => [figure, figure]),
  [' ', ' '],
  // One apostrophe, however it is typed: Мар'яна.
  ...[...'’ʼ'].map((typed): [string, string] => [typed, `${SIGN}'`]),
])

export const nameKey = (name: string): string => [...name.toLowerCase().normalize('NFC')].map(unitOf).join('')

const unitOf = (letter: string): string =>
  UNITS.get(letter) ?? [...bareOf(letter)].map((bare) => UNITS.get(bare) ?? otherUnit(bare)).join('')

const bareOf = (letter: string): string => letter.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

const otherUnit = (letter: string): string => (/\p{L}/u.test(letter) ? OTHER : SIGN) + letter

/** Keys from the one on, up to the other. */
export type KeyStretch = readonly [from: string, to: string]

const [CYRILLIC_FROM, LATIN_FROM, END] = [String.fromCharCode(CYRILLIC_UNIT), String.fromCharCode(LATIN_UNIT), '\uffff']

/** All keys, in the order of whoever reads the one alphabet before the other. */
export const keyStretches = (isLatinFirst: boolean): readonly KeyStretch[] =>
  isLatinFirst
    ? [
        ['', CYRILLIC_FROM],
        [LATIN_FROM, OTHER],
        [CYRILLIC_FROM, LATIN_FROM],
        [OTHER, END],
      ]
    : [['', END]]
