import type { DigestItem } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { padded, wrap } from '../words/wrap.ts';
import { type Detail, roomyFacts } from './digest-telling.ts';
import { type ItemView, itemView } from './digest-view.ts';
import { elsewhereWords } from './digest-words.ts';
import { labelWords, listedFacts, saidWithin } from './item-facts.ts';
import { itemLine, type LineOptions } from './item-line.ts';

/** Items of a digest as plain text: Chinese titles, numbers and addresses are never broken over lines. */

const width = 72;

const titleLines = (view: ItemView, { language }: DigestLocale): string => {
  const english = wrap(view.english, width);
  if (view.chinese === undefined) return english;
  return language === 'zh' ? `${view.chinese}\n${english}` : `${english}\n${view.chinese}`;
};

const factLines = (view: ItemView, roomy: boolean): readonly string[] =>
  listedFacts(view, roomy).flatMap(({ label, lines }) =>
    lines.map((line, index) => wrap(line, width, `  ${padded(index === 0 ? label : '', 10)}`, ' '.repeat(12))),
  );

const coverageLines = (view: ItemView, { say }: DigestLocale): readonly string[] =>
  view.coverage.length === 0
    ? []
    : [
        `  ${say('Coverage')}`,
        ...view.coverage.flatMap(({ title, original, url, type }) => [
          wrap(`${type}: ${title}`, width, '  - ', '    '),
          ...(original === undefined ? [] : [`    ${original}`]),
          ...(url === undefined ? [] : [`    ${url}`]),
        ]),
      ];

const leadText = ({ lead }: ItemView, { language, say }: DigestLocale): string | undefined =>
  lead && `${language === 'en' ? lead.strong.toUpperCase() : lead.strong}${say(', ', '，')}${lead.rest}`;

/** What the act does: its sentences as a paragraph, then what only its own words say; else its quotes. */
function saidLines(view: ItemView, facts: number): readonly string[] {
  const { sentences, labels } = saidWithin(view, facts);
  const lines = [
    ...(sentences.length > 0 ? [wrap(sentences.map(({ says }) => says).join(' '), width)] : []),
    ...labels.map((label) => wrap(`${labelWords(label)} “${label.quote}”`, width, '', '  ')),
    ...view.quotes.map((quote) => wrap(`“${quote}”`, width, '  ')),
  ];
  return lines.length > 0 ? ['', ...lines, ''] : [];
}

type ItemOptions = Pick<Detail, 'level' | 'facts'> & {
  /** Where a page tells of it, with the words that prove each sentence. */
  readonly page: string | undefined;
};

/** One item in full. */
export function itemText(item: DigestItem, today: string, tongue: DigestLocale, { level, facts, page }: ItemOptions): string {
  const view = itemView(item, today, tongue);
  const { say } = tongue;
  const link = (label: string, url: string | undefined): string | undefined => url && `  ${padded(label, 15)}${url}`;
  return [
    leadText(view, tongue),
    titleLines(view, tongue),
    view.page && `${say('On the page: ', '页面标题：')}${view.page.chinese}`,
    wrap(`${view.status}${say('. ', '。')}${view.kind}`, width),
    view.unseen && wrap(view.unseen, width),
    ...(level === 0 ? saidLines(view, facts) : []),
    ...factLines(view, facts >= roomyFacts),
    ...(level === 0 ? coverageLines(view, tongue) : []),
    link(say('Official page'), view.official),
    link(view.said.length > 0 ? say('Quotes', '原文依据') : say('In Hongtou'), page),
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}

/** One item in a line, and where its paragraph is. */
export function lineText(
  item: DigestItem,
  today: string,
  tongue: DigestLocale,
  { page, ...options }: LineOptions & { readonly page: string | undefined },
): string {
  const { lead, title, by, beside } = itemLine(item, today, tongue, options);
  const said = [lead === undefined ? title : `${lead}${tongue.say(': ', '：')}${title}`, by].filter(Boolean).join(tongue.say(' ', ''));
  return [wrap(said, width, '', '  '), beside !== '' && `  ${beside}`, page && `  ${page}`].filter(Boolean).join('\n');
}

/** An item that another section has in full. */
export function elsewhereText(item: DigestItem, today: string, tongue: DigestLocale): string {
  const view = itemView(item, today, tongue);
  return [leadText(view, tongue), titleLines(view, tongue), item.inFull && wrap(elsewhereWords(item.inFull, tongue), width, '  ')]
    .filter(Boolean)
    .join('\n');
}
