// Checked against each other by a test: no word means yes in one language and no in another.
const signs = { yes: 'true yes y on 1 x ✓ ✔', no: 'false no n off 0 ✗ ✘' };
const languages: Readonly<Record<string, { readonly yes: string; readonly no: string }>> = {
  ar: { yes: 'نعم', no: 'لا' },
  bg: { yes: 'да', no: 'не' },
  ca: { yes: 'sí', no: 'no' },
  cs: { yes: 'ano', no: 'ne' },
  da: { yes: 'ja', no: 'nej' },
  de: { yes: 'ja j wahr', no: 'nein falsch' },
  el: { yes: 'ναι', no: 'όχι' },
  es: { yes: 'sí si verdadero', no: 'no falso' },
  et: { yes: 'jah', no: 'ei' },
  fi: { yes: 'kyllä', no: 'ei' },
  fr: { yes: 'oui vrai', no: 'non faux' },
  he: { yes: 'כן', no: 'לא' },
  hr: { yes: 'da', no: 'ne' },
  hu: { yes: 'igen', no: 'nem' },
  it: { yes: 'sì si vero', no: 'no falso' },
  ja: { yes: 'はい', no: 'いいえ' },
  ko: { yes: '예', no: '아니요 아니오' },
  lt: { yes: 'taip', no: 'ne' },
  lv: { yes: 'jā', no: 'nē' },
  nb: { yes: 'ja', no: 'nei' },
  nl: { yes: 'ja waar', no: 'nee onwaar' },
  pl: { yes: 'tak prawda', no: 'nie fałsz' },
  pt: { yes: 'sim verdadeiro', no: 'não nao falso' },
  ro: { yes: 'da', no: 'nu' },
  ru: { yes: 'да', no: 'нет' },
  sk: { yes: 'áno', no: 'nie' },
  sl: { yes: 'da', no: 'ne' },
  sr: { yes: 'да da', no: 'не ne' },
  sv: { yes: 'ja', no: 'nej' },
  tr: { yes: 'evet', no: 'hayır hayir' },
  uk: { yes: 'так', no: 'ні' },
  zh: { yes: '是', no: '否' },
};

/** Brings a word to the form in which it is compared: its letter case and the spelling of its accents do not count. */
export function foldWord(word: string): string {
  return word.trim().normalize('NFC').toLowerCase();
}

/** Words and signs for yes, in the form of {@link foldWord}. */
export const trueWords: readonly string[] = wordsFor('yes');

/** Words and signs for no, in the form of {@link foldWord}. */
export const falseWords: readonly string[] = wordsFor('no');

function wordsFor(meaning: 'yes' | 'no'): string[] {
  return [signs, ...Object.values(languages)].flatMap((words) => words[meaning].split(' ').map(foldWord));
}
