import { wholeDays } from '../../model/time.ts';
import { hasHan } from '../../model/values.ts';
import { englishWords } from '../text/english-title-key.ts';
import { foldText } from '../text/fold.ts';
import { workKey } from '../text/titles.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const {
  /** Words that acts of every kind hold. */
  common,
} = expressionsOf(expressions.reported);

/** An act as far as a report of it can be told by it. Days in Beijing. */
export type ReportedAct = { readonly id: string; readonly title: string; readonly english: string; readonly day?: string };
export type Report = { readonly title: string; readonly quote: string; readonly day?: string };

/** Reports follow an act within days; an agency that publishes it first is some days ahead of the issuer's own page. */
export const daysAfter = 10;
export const daysAhead = 3;
const commonEnglish: ReadonlySet<string> = new Set(
  [
    'ai measure rule provision regulation opinion plan guideline guidance standard notice interim administration',
    'service implementation action draft comment trial work development law act new issue',
  ].flatMap((line) => line.split(' ')),
);

/** A share of the words of the act's title in a report, and so many of them, make it the report's act. */
const enough = { share: 0.34, words: 2 };
/** By how much the best of several acts of one body and week must lead. */
const lead = 1.5;

function bigrams(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const run of foldText(text)
    .replace(common, ' ')
    .match(/\p{Script=Han}{2,}/gu) ?? [])
    for (let at = 0; at + 2 <= run.length; at += 1) found.add(run.slice(at, at + 2));
  return found;
}
const tellingWords = (text: string): ReadonlySet<string> => new Set(englishWords(text).filter((word) => !commonEnglish.has(word)));

function likeness(own: ReadonlySet<string>, told: ReadonlySet<string>): number {
  const shared = [...own].filter((word) => told.has(word)).length;
  return shared < enough.words ? 0 : shared / own.size;
}

function score(report: Report, act: ReportedAct): number {
  const days = wholeDays(act.day, report.day);
  if (days === undefined || days > daysAfter || days < -daysAhead) return 0;
  const words = `${report.title}\n${report.quote}`;
  return hasHan(report.title)
    ? likeness(bigrams(workKey(act.title)), bigrams(words))
    : likeness(tellingWords(act.english), tellingWords(words));
}

/** The act of one body that a report is about, by its week and the words of its title; nothing when none or several may be meant. */
export function findReportedAct<T extends ReportedAct>(report: Report, acts: readonly T[]): T | undefined {
  const scored = acts.map((act) => ({ act, score: score(report, act) })).toSorted((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score < enough.share || best.score < lead * (next?.score ?? 0)) return undefined;
  return best.act;
}
