import { opt } from '../../model/values.ts';
import type { Dom } from '../html/dom.ts';
import { comparisonKey } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { others, entries } = expressionsOf(expressions.linkedData);

export type LinkedArticle = { readonly headline?: string; readonly datePublished?: string };

const largest = 200_000;
const mostNodes = 5000;
const dates = /"(?:datePublished|pubDate)"\s{0,5}:\s{0,5}"([^"]{8,40})"/g;
const headlines = /"headline"\s{0,5}:\s{0,5}"((?:[^"\\]|\\.){4,300})"/g;

/** The article that `application/ld+json` describes, if any. Broken JSON is no trouble: the page is read without it. */
export function readLinkedData(dom: Dom): LinkedArticle {
  for (const script of dom.linkedData) {
    if (script.length > largest) continue;
    const days = new Set([...script.matchAll(dates)].map((hit) => hit[1]));
    const names = [...script.matchAll(headlines)].map((hit) => hit[1]);
    if (days.size === 0 && names.length === 0) continue;
    const plain = days.size <= 1 && new Set(names).size <= 1 && !others.test(script);
    const found = plain ? made(unescaped(names[0]), [...days][0]) : pickRecord(script, dom.titleTag);
    if (found.headline !== undefined || found.datePublished !== undefined) return found;
  }
  return {};
}

/** Of several records the one that is named as the page is, else the only one that is no entry of a list. */
function pickRecord(script: string, title: string) {
  const records: LinkedArticle[] = [];
  try {
    collect(JSON.parse(script), records, { nodes: 0 });
  } catch {
    return {};
  }
  const key = comparisonKey(title);
  const own = records.find(
    ({ headline }) => headline !== undefined && comparisonKey(headline).length >= 4 && key.includes(comparisonKey(headline)),
  );
  const dated = records.filter(({ datePublished }) => datePublished !== undefined);
  const days = new Set(dated.map(({ datePublished }) => datePublished));
  return own?.datePublished !== undefined ? own : { ...own, ...(days.size === 1 ? made(undefined, dated[0]?.datePublished) : {}) };
}

function collect(value: unknown, records: LinkedArticle[], budget: { nodes: number }) {
  budget.nodes += 1;
  if (typeof value !== 'object' || value === null || budget.nodes > mostNodes) return;
  const fields = Object.entries(value).filter(([name]) => !entries.test(name));
  const text = (name: RegExp) => {
    const found = fields.find(([key, each]) => name.test(key) && typeof each === 'string')?.[1];
    return typeof found === 'string' ? found : undefined;
  };
  const record = made(text(/^headline$/), text(/^(?:datePublished|pubDate)$/));
  if (Object.keys(record).length > 0) records.push(record);
  for (const [, inner] of fields) collect(inner, records, budget);
}

const made = (headline: string | undefined, datePublished: string | undefined) => opt({ headline, datePublished });

function unescaped(text: string | undefined) {
  if (text === undefined) return undefined;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
