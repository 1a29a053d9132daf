import type { DocumentFigure } from '../../model/facts.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { renderQuantity } from './quantity.ts';
import { labelled, told, type Voice } from './summary-parts.ts';
import words from './summary-words.json' with { type: 'json' };

/** Targets, duties in numbers, and money. What a number is of stays Chinese: its quote says so, and no dictionary is sure of it. */

const mostLines = 6;
const money: Readonly<Record<string, string>> = words.money;
const order = Object.keys(words.strengths);

/** Figures of one sentence that bind alike for one year. */
type Group = readonly [DocumentFigure, ...DocumentFigure[]];

function groupsOf(figures: readonly DocumentFigure[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const figure of figures) {
    if (!order.includes(figure.strength)) continue;
    const key = [figure.quote, figure.strength, figure.year].join(' ');
    const held = groups.get(key);
    groups.set(key, held ? [...held, figure] : [figure]);
  }
  const rank = ([first]: Group): number => order.indexOf(first.strength) * 2 + (first.unit === 'count' ? 1 : 0);
  return [...groups.values()].toSorted((a, b) => rank(a) - rank(b)).slice(0, mostLines);
}

function moneyLine([figure]: Group, voice: Voice): SummaryLine[] | undefined {
  const what = figure.unit === 'CNY' && figure.scope !== undefined ? money[figure.scope.trim()] : undefined;
  if (what === undefined) return undefined;
  const does = what === 'fines' ? 'set' : 'provide';
  return told(`${voice.it} ${voice.verb(does)} ${what} of ${renderQuantity(figure)}.`, 'Money', figure.quote);
}

/** `Target for 2028: at least 300 EFLOPS; more than 8 billion yuan`. */
function figureLine(group: Group, voice: Voice): SummaryLine {
  const [{ strength, year, yearFrom, quote }] = group;
  const name = `${voice.strength(strength)}${year !== undefined && yearFrom === 'text' ? ` for ${year}` : ''}`;
  return labelled(`${name}: ${group.map((each) => renderQuantity(each)).join('; ')}`, quote);
}

/** The figures that matter most, each with its sentence: targets first, then what must be, then support. */
export const figureLines = (figures: readonly DocumentFigure[], voice: Voice): readonly SummaryLine[] =>
  groupsOf(figures).flatMap((group) => (group.length === 1 ? moneyLine(group, voice) : undefined) ?? [figureLine(group, voice)]);
