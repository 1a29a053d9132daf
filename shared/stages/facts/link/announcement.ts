import { hasHan, orEmpty } from '../../../model/values.ts';
import { findIssuers } from '../../../registry/issuers.ts';
import { pressNames } from '../../../registry/press-names.ts';
import words from '../../../registry/tables/title-words.json' with { type: 'json' };
import { foldScript } from '../../text/fold.ts';
import { expressionsOf, oneOf } from '../../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { splitSentences } from './sentences.ts';

const { issuing } = expressionsOf(expressions.announcement);

/** That a body issued an act, said without its title or number. */
export type Announcement = { readonly issuer: string; readonly quote: string };

/** The lead of a report says what it reports. */
const leadLength = 600;
const longestQuote = 200;
const chineseAct = new RegExp(`${oneOf(words['an act'])}|新规|征求意见稿|草案`);
const verbs = 'announc draft introduc issu propos publish promulgat releas unveil'.split(' ');
const issuingEnglish = new RegExp(
  `\\b(?:${oneOf(verbs)}(?:e?s|ed|ing)?|adopt(?:s|ed)|roll(?:s|ed) out|seeks? (?:public )?(?:comments?|opinions?|feedback))\\b`,
  'i',
);
const acts =
  'rule measure guideline guidance regulation provision standard opinion plan framework draft notice directive requirement law'.split(' ');
const englishAct = new RegExp(`\\b(?:${oneOf(acts)}s?|polic(?:y|ies))\\b`, 'i');

const names = Object.entries(pressNames).flatMap(([id, all]) => all.map((name) => ({ id, name: name.toLowerCase() })));
const wordBefore = /[\p{L}\p{N}]$/u;
const wordBehind = /^[\p{L}\p{N}]/u;

/** Where an English sentence first names a body. */
function bodyInEnglish(sentence: string): { id: string; end: number } | undefined {
  const lower = sentence.toLowerCase();
  let first: { id: string; start: number; end: number } | undefined;
  for (const { id, name } of names) {
    const start = lower.indexOf(name);
    const end = start + name.length;
    if (start < 0 || wordBefore.test(lower.slice(0, start)) || wordBehind.test(lower.slice(end))) continue;
    if (!first || start < first.start || (start === first.start && end > first.end)) first = { id, start, end };
  }
  return first;
}

function saidIn(sentence: string): Announcement | undefined {
  const quote = sentence.trim().slice(0, longestQuote);
  const plain = foldScript(sentence);
  if (!issuing.test(plain) && !issuingEnglish.test(sentence)) return undefined;
  if (hasHan(plain)) {
    // 中新网3月16日电 国家网信办…: the medium reports, it issues nothing.
    const body = findIssuers(plain).find(({ entry }) => entry.kind !== 'media');
    const rest = body && plain.slice(body.end);
    const verb = rest === undefined ? undefined : issuing.exec(rest.slice(0, 60));
    const told = verb && (chineseAct.test(orEmpty(rest?.slice(verb.index + verb[0].length))) || /征求意见/.test(verb[0]));
    return body && told ? { issuer: body.entry.id, quote } : undefined;
  }
  const body = bodyInEnglish(sentence);
  const verb = body && issuingEnglish.exec(sentence.slice(body.end));
  return body && verb && englishAct.test(sentence.slice(body.end + verb.index)) ? { issuer: body.id, quote } : undefined;
}

/** What a report says that a body issued: its headline, else the first sentence of its lead that says so. */
export function findAnnouncement(title: string, text: string): Announcement | undefined {
  const inTitle = saidIn(title);
  if (inTitle) return inTitle;
  for (const { start, end } of splitSentences(text.slice(0, leadLength))) {
    const said = saidIn(text.slice(start, end));
    if (said) return said;
  }
  return undefined;
}
