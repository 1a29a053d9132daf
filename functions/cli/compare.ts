import type { Command } from 'commander';
import {
  type ActChange,
  type ActComparison,
  type ChangedFact,
  type ComparedDocument,
  countChanges,
  type StatedFact,
  type SubjectPair,
} from '../../shared/model/comparison.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { compareDocuments } from '../../shared/pipeline/read/compare.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { heading, rewrapped } from './layout.ts';
import { paint } from './paint.ts';

type Options = StoreOptions & { readonly all?: boolean };

const named = (mark: string, { id, revision, day, ...text }: ComparedDocument): string =>
  `${mark} ${id}${revision === undefined ? '' : `@${revision}`}  ${orEmpty(day)}  ${renderPlainTextName(text)}`;

const indent = (mark: '-' | '+', text: string | undefined): string[] =>
  text === undefined ? [] : text.split('\n').map((line) => `  ${paint(mark === '-' ? 'red' : 'green', `${mark} ${line}`)}`);

function changeText({ kind, article, articleBefore, before, after }: ActChange): string {
  const place = articleBefore === undefined ? article : `${articleBefore} → ${article}`;
  return [`${place}  ${kind}`, ...indent('-', before), ...indent('+', after)].join('\n');
}

const factWords = (fact: StatedFact | undefined): string =>
  fact ? `${fact.of === undefined ? '' : `${fact.of}: `}${fact.says}` : 'not stated';
const factText = ({ article, before, after }: ChangedFact): string => `${article}  ${factWords(before)} → ${factWords(after)}`;

/** A subject of two acts that share no wording: articles and facts of each side. */
const subjectText = ({ names, a, b, facts }: SubjectPair): string => {
  const side = (mark: string, articles: SubjectPair['a'], stated: readonly StatedFact[]): string =>
    `  ${mark} ${articles.map(({ article }) => article).join('、') || 'nothing on this'}${stated.map((fact) => `\n      ${factWords(fact)}`).join('')}`;
  return [heading(`${names.en} ${names.zh}`), side('1', a, facts.a), side('2', b, facts.b)].join('\n');
};

function wordingText(changes: readonly ActChange[], all: boolean): readonly string[] {
  const told = changes.filter(({ kind, articleBefore }) => all || kind !== 'same' || articleBefore !== undefined);
  return [...told.map(changeText), ...(told.length > 0 ? [''] : [])];
}

export function comparisonText({ a, b, changes, facts, subjects }: ActComparison, all: boolean): string {
  const counts = countChanges(changes);
  const sum = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  const told = subjects ? subjects.map(subjectText) : [...wordingText(changes, all), ...facts.map(factText)];
  return `${[named('-', a), named('+', b), '', ...told, '', `articles: ${sum.join(', ')}`].join('\n')}\n`;
}

export function define(command: Command): void {
  withStore(command)
    .argument('<a>', 'the earlier document: an id, an address or a number, with @n for a revision')
    .argument('<b>', 'the later one')
    .option('--all', 'name the articles that stayed the same, too')
    .action(async (a: string, b: string, options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        const comparison = await compareDocuments(a, b, context);
        if (options.json) return printJson(comparison);
        process.stdout.write(rewrapped(comparisonText(comparison, options.all ?? false)));
      });
    });
}
