import type { ShownDocument } from '../../model/document.ts';
import type { QueryResult } from '../../model/query.ts';
import { dayWords } from '../words/days.ts';
import { headlineOf } from '../words/headline.ts';
import type { View } from '../words/page-view.ts';
import { pageName } from '../words/text-name.ts';
import { dateNames, statusNames, typeNames } from '../words/words.ts';

/** What is told of a document where only a link to its page is shown: its facts, as the page states them. */
export function describeDocument(document: ShownDocument, view: View): string {
  const { language, word, say } = view;
  const issuers = document.issuers.map(({ name, english }) => (language === 'zh' ? name : (english ?? name)));
  const days = (['published', 'signed', 'effective', 'commentBy', 'expires'] as const).flatMap((kind) => {
    const fact = document.dates[kind];
    return fact === undefined ? [] : [`${word(dateNames, kind)} ${dayWords(fact.value, language)}`];
  });
  const facts = [
    ...(pageName(document, view) === document.title ? [] : [document.title]),
    word(typeNames, document.type),
    ...(issuers.length > 0 ? [issuers.join(say(', ', '、'))] : []),
    ...(document.number === undefined ? [] : [document.number]),
    word(statusNames, document.status),
    ...days,
  ].join(say(' · ', '；'));
  const sentences = (document.summary ?? []).filter(({ kind }) => kind === 'sentence').map(({ says }) => says);
  return language === 'zh' || sentences.length === 0 ? facts : `${facts}. ${sentences.join(' ')}`;
}

/** What a list holds: how many documents, and the first of them by name. */
export function describeList({ total, hits }: Pick<QueryResult, 'total' | 'hits'>, { say, language }: View): string {
  const names = hits.slice(0, 3).map((hit) => headlineOf(hit)[language === 'zh' ? 'chinese' : 'english']);
  const many = say(`${total.toLocaleString('en-GB')} ${total === 1 ? 'document' : 'documents'}`, `${total}件文件`);
  return names.length === 0 ? many : `${many}${say(': ', '：')}${names.join(say('; ', '；'))}`;
}
