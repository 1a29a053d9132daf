import type { Citation } from '../../model/article.ts';
import { wholeDays } from '../../model/time.ts';
import { hasHan, orEmpty } from '../../model/values.ts';
import { numberKey } from '../numbers/numbers.ts';
import { renderedKey } from '../numbers/sequence.ts';
import { englishWords } from '../text/english-title-key.ts';
import { foldText } from '../text/language.ts';
import { innerTitle, titleKey, workKey } from '../text/titles.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

/** 《网络安全法》 is 《中华人民共和国网络安全法》; 《关于印发〈X〉的通知》 is X where X alone is stored. */
function otherTitles(title: string) {
  const plain = title.trim();
  const law = !/^中华人民共和国|办法$/.test(plain) && /(?:法|条例|实施细则)$/.test(plain) ? [`中华人民共和国${plain}`] : [];
  const inner = /(?:印发|公布|发布|颁布)/.test(plain) && !/解读|问答|说明/.test(plain) ? innerTitle(plain) : undefined;
  return [...law, ...(inner === undefined ? [] : [inner])];
}

/** Keys under which the text that a citation names would be stored; the number first, since it is the surer one. */
export function citationKeys(citation: Pick<Citation, 'number' | 'title'>): readonly string[] {
  const number = citation.number === undefined ? undefined : numberKey(citation.number);
  const title = citation.title === undefined ? '' : titleKey(citation.title);
  const rendered = citation.number === undefined ? undefined : renderedKey(citation.number);
  return [
    ...(number === undefined ? [] : [`n:${number}`]),
    ...(rendered === undefined ? [] : [rendered]),
    ...(title === '' ? [] : [`t:${title}`]),
    ...(citation.title === undefined ? [] : otherTitles(citation.title).map((other) => `t:${titleKey(other)}`)),
  ];
}

/**
 * The key of a work whose title is given without its issuer (《关于推进…的意见》 of the State Council), and only for such. It says less than a
 * title: whoever resolves by it must find the issuer in the words around.
 */
export function bareTitleKey(citation: Pick<Citation, 'title'>): string | undefined {
  const title = orEmpty(citation.title?.trim());
  const work = /^[关關][于於]/.test(title) ? workKey(title) : '';
  return work.length < 6 ? undefined : `w:${work}`;
}

/** What a report waits under that names the body alone: it is joined to an act by its week and words, never by this key. */
export const announcedKey = (issuer: string): string => `r:${issuer}`;

type NumberedDocument = { readonly number?: string; readonly otherNumbers?: readonly string[] };

/**
 * Of the documents found under a number's key those that bear the number today; a number that was corrected leads to its document where
 * nobody else bears it.
 */
export function preferBearers<T extends NumberedDocument>(key: string, found: readonly T[]): readonly T[] {
  const bears = ({ number, otherNumbers = [] }: NumberedDocument) =>
    [number, ...otherNumbers].some((each) => each !== undefined && `n:${numberKey(each)}` === key.replace(/@.*/, ''));
  const today = found.filter(bears);
  return today.length > 0 ? today : found;
}

const { common } = expressionsOf(expressions.reported);

/** An act as far as a report of it can be told by it. Days in Beijing. */
type ReportedAct = { readonly id: string; readonly title: string; readonly english: string; readonly day?: string };
export type Report = { readonly title: string; readonly quote: string; readonly day?: string };

/** Reports follow an act within days; an agency that publishes it first is some days ahead of the issuer's own page. */
export const daysAfter = 10;
export const daysAhead = 3;
const commonEnglish = new Set(lists.commonEnglish);

/** A share of the words of the act's title in a report, and so many of them, make it the report's act. */
const enough = { share: 0.34, words: 2 };
/** By how much the best of several acts of one body and week must lead. */
const lead = 1.5;

/** Pairs of neighbouring Chinese characters. */
export const hanPairs = (text: string): readonly string[] =>
  (text.match(/\p{Script=Han}{2,}/gu) ?? []).flatMap((run) => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)));

const bigrams = (text: string) => new Set(hanPairs(foldText(text).replace(common, ' ')));
const distinctiveWords = (text: string) => new Set(englishWords(text).filter((word) => !commonEnglish.has(word)));

function likeness(own: ReadonlySet<string>, other: ReadonlySet<string>) {
  const shared = [...own].filter((word) => other.has(word)).length;
  return shared < enough.words ? 0 : shared / own.size;
}

function score(report: Report, act: ReportedAct) {
  const days = wholeDays(act.day, report.day);
  if (days === undefined || days > daysAfter || days < -daysAhead) return 0;
  const words = `${report.title}\n${report.quote}`;
  return hasHan(report.title)
    ? likeness(bigrams(workKey(act.title)), bigrams(words))
    : likeness(distinctiveWords(act.english), distinctiveWords(words));
}

/** The act of one body that a report is about, by its week and the words of its title; nothing when none or several may be meant. */
export function findReportedAct<T extends ReportedAct>(report: Report, acts: readonly T[]): T | undefined {
  const scored = acts.map((act) => ({ act, score: score(report, act) })).toSorted((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score < enough.share || best.score < lead * (next?.score ?? 0)) return undefined;
  return best.act;
}
