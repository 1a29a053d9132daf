import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Article, Citation, DateFact, StatedChange } from '../../../shared/model/article.ts';
import { page, paragraphs, read } from '../article-kit.ts';

/**
 * What acts do to other acts, and whose terms they state, in invented acts of the form of real ones. `cases.tsv`: title, text (`\n` parts paragraphs), what is read of each
 * text that is named (`name=relation field:value …; …`; `!relation`: neither that nor any other change), and the act's own days (`effective=… expires=… status=…`, `none`).
 */
type Case = { readonly title: string; readonly text: string; readonly relations: string; readonly dates: string };

const cases: readonly Case[] = readFileSync(fileURLToPath(new URL('./cases.tsv', import.meta.url)), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => {
    const [title = '', text = '', relations = '-', dates = '-'] = line.split('\t');
    return { title, text, relations, dates };
  });

const filler = ['各单位要统筹存量与增量资源，把工作摆在突出位置，按季度报送进展情况。', '加强组织领导，形成可复制的经验，及时总结推广。'];
const articleOf = ({ title, text }: Case): Article =>
  read(
    page(
      title,
      `<div class="article"><h1>${title}</h1><div class="info">来源：本站　发布时间：2025-12-22 10:00</div><div class="content">${paragraphs(...filler, ...text.split('\\n'))}</div></div>`,
    ),
  );

const changing = /^(?:amends|extends|postpones|suspends|corrects|ends-in-part|prevails-over|repeals|supersedes)$/;
const withoutState = (title = ''): string => title.replace(/^中华人民共和国/, '');

type Wanted = { readonly name: string; readonly relation: string; readonly fields: readonly (readonly [string, string])[] };
const wantedOf = (relations: string): readonly Wanted[] =>
  relations === '-'
    ? []
    : relations.split(';').map((each) => {
        const [name = '', said = ''] = each.split('=');
        const [relation = '', ...fields] = said.split(' ');
        return {
          name: withoutState(name),
          relation,
          fields: fields.map((field) => [field.split(':', 1)[0] ?? '', field.replace(/^[^:]*:/, '')] as const),
        };
      });

const dayOrWords = (value: unknown): unknown => (typeof value === 'object' && value !== null ? (value as DateFact).value : value);
/** What all changes of the relation say of a field. */
function saidOf(changes: readonly StatedChange[], field: string): unknown {
  if (field === 'parts') return changes.flatMap(({ parts = [] }) => parts).join(',');
  return changes.map((change) => dayOrWords(change[field as keyof StatedChange])).find((value) => value !== undefined);
}

function checkRelation(citation: Citation | undefined, { relation, fields }: Wanted): void {
  if (relation.startsWith('!')) {
    expect(citation?.relation ?? 'none').not.toMatch(changing);
    expect(citation?.relation).not.toBe(relation.slice(1));
    return;
  }
  expect(citation?.relation).toBe(relation);
  const changes = (citation?.changes ?? []).filter((each) => each.relation === relation);
  for (const [field, value] of fields)
    if (field === 'parts') expect(saidOf(changes, field)).toContain(value);
    else expect([field, saidOf(changes, field)]).toEqual([field, value === 'undefined' ? undefined : value]);
  if (relation === 'extends' && fields.length === 0)
    expect([saidOf(changes, 'until'), saidOf(changes, 'term')]).toEqual([undefined, undefined]);
}

describe('acts that change acts, and terms', () => {
  test.each(cases)('$title: $text', (each) => {
    const article = articleOf(each);
    const wanted = wantedOf(each.relations);
    for (const one of wanted)
      checkRelation(
        article.citations.find(({ title }) => withoutState(title) === one.name),
        one,
      );
    const others = article.citations.filter(({ title }) => wanted.every(({ name }) => name !== withoutState(title)));
    expect(others.filter(({ relation }) => changing.test(relation))).toEqual([]);
    for (const [kind = '', value] of each.dates === '-' ? [] : each.dates.split(' ').map((date) => date.split('='))) {
      const dates: Readonly<Record<string, DateFact | undefined>> = article.dates;
      expect([kind, kind === 'status' ? article.status : (dates[kind]?.value ?? 'none')]).toEqual([kind, value]);
    }
  });

  test('every change has the words that say it, and its days have theirs', () => {
    const changes = cases.flatMap((each) => articleOf(each).citations.flatMap((citation) => citation.changes ?? []));
    expect(changes.length).toBeGreaterThan(40);
    for (const { quote, until, effective, from, to, value } of changes)
      for (const words of [quote, ...[until, effective, from, to, value].flatMap((day) => day?.quote ?? [])])
        expect(words.length).toBeGreaterThan(4);
  });
});
