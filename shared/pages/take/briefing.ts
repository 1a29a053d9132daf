import type { NamedDocument } from '../../model/named-document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { orEmpty } from '../../model/values.ts';
import { levelOfIssuers } from '../../registry/issuers.ts';
import { excerptOf } from '../../stages/digest/rights.ts';
import { reachedAt } from '../../stages/identity/identify.ts';
import { toPrintable } from '../../stages/text/printable.ts';
import { headlineOf } from '../words/headline.ts';
import { dateNames, levelNames, statusNames, word } from '../words/words.ts';

/** Documents as a list to brief from, in Markdown: by the level of the issuer, each with what it does and the words that say so. */

/** A document of the list; without `summary` there is nothing to quote, or rights do not allow it. */
export type Briefed = NamedDocument & { readonly summary?: readonly SummaryLine[] };

const oneLine = (text: string): string => toPrintable(text).replace(/\s+/g, ' ').trim();

/** What Markdown, or HTML in it, would take for its own: signs anywhere, addresses that become links, and what means something at the beginning of a line. */
const plain = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]<>&|~@$^]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^[#+\-=]|(?<=^\d{1,9})[.)]/, '\\$&');

/** An address between `<` and `>`, where only these two, line ends and the backslash mean something. */
const target = (url: string): string =>
  `<${oneLine(url).replace(/[<>\\ ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)}>`;

const daysOf = ({ dates }: Briefed): readonly string[] =>
  (['signed', 'published', 'effective', 'commentFrom', 'commentBy', 'expires'] as const).flatMap((kind) => {
    const value = dates[kind]?.value;
    return value === undefined ? [] : [`${word(dateNames, kind, 'en')} ${value}`];
  });

function entry(document: Briefed): string {
  const { english, chinese } = headlineOf({ ...document, english: document.english.title });
  const issuers = document.issuers.map(({ name, english: named }) => named ?? name).join(', ');
  const official = chinese === english ? [] : [chinese];
  const facts = [...official, orEmpty(document.number), issuers, ...daysOf(document), word(statusNames, document.status, 'en')];
  const [first] = document.summary ?? [];
  const says = first && `\n  ${plain(first.says)}: “${plain(excerptOf(first.quote))}”`;
  return `- [${plain(english)}](${target(reachedAt(document))})  \n  ${facts
    .filter((fact) => fact !== '')
    .map(plain)
    .join(' · ')}${orEmpty(says)}\n`;
}

/** The list in pieces. `asOf`: the day of the statuses. It is grouped, so that all lines are gathered first: about 500 bytes each. */
export async function* briefing(documents: AsyncIterable<Briefed>, asOf: string): AsyncGenerator<string> {
  const groups = new Map<string, string[]>([...Object.keys(levelNames), ''].map((level) => [level, []]));
  let count = 0;
  for await (const document of documents) {
    groups.get(orEmpty(levelOfIssuers(document.issuers)))?.push(entry(document));
    count += 1;
  }
  yield `# Chinese AI policy: ${count} ${count === 1 ? 'document' : 'documents'}\n\n`;
  yield `Statuses as of ${asOf}; days are days in Beijing; quotes are the words of the document. Collected by Hongtou.\n`;
  for (const [level, entries] of groups) {
    if (entries.length === 0) continue;
    yield `\n## ${level === '' ? 'Without a known issuer' : word(levelNames, level, 'en')}\n\n`;
    yield* entries;
  }
}
