import { type CatalogueFacts, knownDates } from '../../model/known.ts';
import { dayWords } from './days.ts';
import { dateNames, type Language, say, word } from './words.ts';

/** What the catalogue knows of an act and its page does not state, in one line: apart from what was read, and marked as such. */

/** `facts` in the language of the interface; `label` says whose they are. */
export function catalogueWords(catalogue: CatalogueFacts, language: Language): { readonly label: string; readonly facts: string } {
  const zh = language === 'zh';
  const days = knownDates.flatMap((kind) => {
    const fact = catalogue.dates[kind];
    if (!fact) return [];
    const day = dayWords(fact.value, language);
    return [zh ? `${day}${word(dateNames, kind, 'zh')}` : `${kind} ${day}`];
  });
  const names = catalogue.issuers?.map(({ name, english }) => (zh ? name : (english ?? name)));
  const facts = [
    ...days,
    ...(catalogue.number === undefined ? [] : [say(language, `number ${catalogue.number}`, catalogue.number)]),
    ...(names === undefined ? [] : [say(language, `issued by ${names.join(', ')}`, `发文机关：${names.join('、')}`)]),
    ...(catalogue.unverified ? [say(language, 'unverified', '未经核实')] : []),
  ];
  return {
    label: say(language, 'From the catalogue, not stated on this page', '来自目录，本页未注明'),
    facts: facts.join(zh ? '；' : '; '),
  };
}
