import { group, opt, orEmpty } from '../../../model/values.ts';
import { knownBodies } from '../../../registry/bodies.ts';
import { type VerbClass, verbsOf } from '../../../registry/verbs.ts';
import { parseCount } from '../../text/numerals.ts';
import { formsOf, oneOf } from '../../text/words.ts';
import { bodyForm } from './body-list.ts';
import type { IssuingClause } from './issuing-clause.ts';

const acronym = oneOf(
  knownBodies.flatMap(({ short, others }) => [short, ...others].filter((each) => /^(?:[A-Z]{3,7}|TC\d{2,3})$/.test(each))),
);
/** A capitalised word of a name; one that opens another body's name ends the name before it. */
const word = bodyForm("(?!(?:Ministry|National|State|General|Cyberspace|Supreme|People|{monthEn})\\b)[A-Z][\\w'’-]{1,24}");
const of = `(?: (?:of|for|on) (?:the )?${word}(?:(?:,| and|, and| of(?: the)?)? ${word}){0,4})`;
const kind = bodyForm('{kindEn}');
const named = [
  "Standing Committee of the (?:[A-Z][\\w'’-]{1,24} ){1,5}Congress",
  '(?:General Offices? of the )?(?:State Council(?! [A-Z])|CPC Central Committee)',
  `(?:General Office of the )?Ministry${of}`,
  'Cyberspace Administration(?: of China)?',
  "People['’]s Bank of China",
  `(?:National|State|Supreme|General) [A-Z][\\w'’]{1,24}(?: (?:and |of |for )?${word}){0,5}`,
  `(?:[A-Z][\\w'’-]{1,24} (?:(?:of|for) (?:the )?|and )?){0,6}${kind}${of}?`,
  '[A-Z][a-z]{1,24} government office',
  "[A-Z][\\w-]{1,24}(?:'s)? (?:provincial|municipal|city|district) government",
].join('|');
/** Behind a name its short form may stand in brackets. */
const piece = new RegExp(bodyForm(`(?!{openingEn} )(?:${named}|${acronym}\\b)(?: \\([A-Z][A-Za-z]{1,7}\\))?`), 'g');
const day =
  '(?: on (?:[A-Z][a-z]{1,12} \\d{1,2}(?:, 20\\d\\d)?|\\d{1,2} [A-Z][a-z]{1,12}(?: 20\\d\\d)?|[A-Z][a-z]{1,12}day)| (?:yesterday|today|this week|last week|recently))?';
const did = (...classes: readonly VerbClass[]): string =>
  oneOf(
    classes
      .flatMap((each) => verbsOf(each, 'en').map((verb) => formsOf(verb)))
      .flatMap(({ active, participle }) => [group(active, 2), participle]),
  );
const verb = bodyForm(
  `(?:${did('publish', 'forward')}(?<!announced|posted)|{draftedEn}|approved|signed|put|(?:is|are) (?:seeking|soliciting|inviting)|seeks?|invites?|(?<=(?:Congress|Committee|Council|Assembly|Parliament|Senate)[^.;]{0,24})${did('adopt')}|(?:opened|launched) (?:a |an )?(?:public )?consultation|announced(?= (?:the |its )?“))\\b`,
);
const others = bodyForm('(?: and (?:(?:{countEn}|\\d{1,3}) )?(?:other|sister|national|further)[a-z ]{0,24})?');
/** Between two bodies of one list. */
const joins = /^(?:, |,? and |,? (?:together |along |jointly )?with )(?:the )?$/;
const issuedBehind = new RegExp(`${others},?${day}(?: has| have| had)?(?: jointly| also| formally)? ${verb}`, 'y');
const dayBehind = /\s{1,6}(?:20\d\d|[A-Z][a-z]{1,12} \d|\d{1,2} [A-Z])/y;
/** NHC, MOE Order No. 17: the head of an order, and nothing else. */
const orderBehind = new RegExp(bodyForm(' {actEn} (?:\\[20\\d\\d\\] )?No\\. ?\\d{1,5}(?: of 20\\d\\d)?\\s{0,3}$'), 'y');
const issuedBefore = new RegExp(
  bodyForm(
    `(?:(?:issued|released|published|forwarded|promulgated|led|plan|{draftedEn}) (?:jointly )?(?:by|of|under the (?:lead|leadership|guidance) of)|(?:circular|notice|guidelines?|opinions|rules|measures) (?:from|by)|(?:plan|circular|notice|guidelines?|opinions|rules|measures|by|^) ?(?:from |by |of )?(?<count>{countEn}|\\d{1,2}) {membersEn},? including) (?:the |China['’]s )?$`,
  ),
  'i',
);

const mostOfList = 9;
type Listed = { readonly names: readonly string[]; readonly start: number; readonly end: number };

/** Bodies that stand in one list, list by list. */
function listsIn(text: string): readonly Listed[] {
  const lists: Listed[] = [];
  for (const { 0: name, index: start } of text.matchAll(piece)) {
    const last = lists.at(-1);
    const end = start + name.length;
    if (last && last.names.length < mostOfList && start - last.end < 24 && joins.test(text.slice(last.end, start)))
      lists[lists.length - 1] = { names: [...last.names, name], start: last.start, end };
    else lists.push({ names: [name], start, end });
  }
  return lists;
}

function standsBehind(form: RegExp, text: string, { end }: Listed): boolean {
  form.lastIndex = end;
  return form.test(text);
}

/** Bodies that an English sentence says issued the text. */
export function readEnglishIssuingClause(text: string): IssuingClause | undefined {
  if (/General Offices of the CPC Central Committee and the State Council/.test(text)) {
    const names = ['General Office of the CPC Central Committee', 'General Office of the State Council'];
    return { names, lead: group(names, 0) };
  }
  // Titles name bodies, too: what stands in quotation marks issued nothing.
  const outside = text.replace(/["“][^"”“]{0,200}["”]/g, '“”');
  const lists = listsIn(outside);
  const first = lists.slice(0, 1).find(({ start }) => /^\s{0,6}(?:Ref\.: ?|[Tt]he |China['’]s )?$/.test(outside.slice(0, start)));
  const before = ({ start }: Listed) => issuedBefore.exec(outside.slice(Math.max(0, start - 80), start));
  const atHead = first && (standsBehind(dayBehind, outside, first) || standsBehind(orderBehind, outside, first)) ? first : undefined;
  const found = atHead ?? lists.find((list) => standsBehind(issuedBehind, outside, list)) ?? lists.find(before);
  const names = found?.names.map((each) => each.replace(/ \([A-Z][A-Za-z]{1,7}\)$/, '')) ?? [];
  const lead = names[0];
  const count = found && parseCount(orEmpty(before(found)?.groups?.['count']).toLowerCase());
  return lead ? { names: [...new Set(names)], lead, ...opt('count', count) } : undefined;
}
