import { opt } from '../../model/values.ts';
import type { Dom } from '../html/dom.ts';
import { comparisonKey } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

export function meta(dom: Dom, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = dom.metas.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return undefined;
}

export const hasOfficialMetas = (dom: Dom): boolean =>
  ['articletitle', 'siteidcode', 'contentsource', 'columnname'].some((name) => dom.metas.has(name));

const { entries } = expressionsOf(expressions.linkedData);

type LinkedArticle = { readonly headline?: string; readonly datePublished?: string };

const largest = 200_000;
const mostNodes = 5000;

/** The article that `application/ld+json` describes, if any. Broken JSON is no trouble: the page is read without it. */
export function readLinkedData(dom: Dom): LinkedArticle {
  for (const script of dom.linkedData) {
    const found = script.length > largest ? {} : pickRecord(script, dom.titleTag);
    if (Object.keys(found).length > 0) return found;
  }
  return {};
}

/** Of several records the one that is named as the page is, else the only one that is no entry of a list. */
function pickRecord(script: string, title: string): LinkedArticle {
  const records: LinkedArticle[] = [];
  try {
    collect(JSON.parse(script), records, { nodes: 0 });
  } catch {
    return {};
  }
  const [only, ...more] = records;
  if (only && more.length === 0) return only;
  const key = comparisonKey(title);
  const own = records.find(
    ({ headline }) => headline !== undefined && comparisonKey(headline).length >= 4 && key.includes(comparisonKey(headline)),
  );
  const [day, ...others] = new Set(records.flatMap(({ datePublished }) => datePublished ?? []));
  return own?.datePublished !== undefined ? own : { ...own, ...(others.length === 0 ? opt({ datePublished: day }) : {}) };
}

function collect(value: unknown, records: LinkedArticle[], budget: { nodes: number }): void {
  budget.nodes += 1;
  if (typeof value !== 'object' || value === null || budget.nodes > mostNodes) return;
  const fields = Object.entries(value).filter(([name]) => !entries.test(name));
  const text = (name: RegExp) => fields.flatMap(([key, each]) => (name.test(key) && typeof each === 'string' ? [each] : []))[0];
  const record = opt({ headline: text(/^headline$/), datePublished: text(/^(?:datePublished|pubDate)$/) });
  if (Object.keys(record).length > 0) records.push(record);
  for (const [, inner] of fields) collect(inner, records, budget);
}
