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

/** 自2023年7月1日起至2025年2月28日: the last day of a rule, and no year of a target. */
const term = /(?:自|从)[^，。；]{0,24}(?:起|至|到)[^，。；]{0,16}20\d\d年/;
const penalty = /罚款|罚金/;

function groupsOf(figures: readonly DocumentFigure[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const figure of figures) {
    if (!order.includes(figure.strength) || (figure.strength === 'target' && term.test(figure.quote))) continue;
    const key = [figure.quote, figure.strength, figure.year].join(' ');
    const held = groups.get(key);
    groups.set(key, held ? [...held, figure] : [figure]);
  }
  const rank = ([first]: Group): number => order.indexOf(first.strength) * 2 + (first.unit === 'count' ? 1 : 0);
  return [...groups.values()].toSorted((a, b) => rank(a) - rank(b));
}

const amounts = (group: Group): string => group.map((each) => renderQuantity(each)).join('; ');

/** Money that is promised, as a sentence where the words say of what: not by head, by square metre or by year. */
function moneyLine([figure]: Group, voice: Voice): SummaryLine[] | undefined {
  const what = figure.unit === 'CNY' && figure.scope !== undefined ? money[figure.scope.trim()] : undefined;
  if (what === undefined || /每/.test(figure.quote)) return undefined;
  return told(`${voice.it} ${voice.verb('provide')} ${what} of ${renderQuantity(figure)}.`, 'Money', figure.quote);
}

/** Of many fines the heaviest that is stated in yuan, else the first. */
function fineLine(groups: readonly Group[], voice: Voice): SummaryLine[] {
  const yuan = (group: Group): number => Math.max(0, ...group.filter(({ unit }) => unit === 'CNY').map(({ value }) => value));
  const [heaviest] = groups.toSorted((a, b) => yuan(b) - yuan(a));
  return heaviest ? [labelled(`${voice.label('fines')}: ${amounts(heaviest)}`, heaviest[0].quote)] : [];
}

/** `Target for 2028: at least 300 EFLOPS; more than 8 billion yuan`, `Limit: at most 24 hours`. */
function figureLine(group: Group, voice: Voice): SummaryLine {
  const [{ strength, year, yearFrom, quote }] = group;
  const limits = /^(?:must|should)$/.test(strength) && group.every(({ bound }) => bound === 'at-most');
  const name = `${limits ? voice.label('limit') : voice.strength(strength)}${year !== undefined && yearFrom === 'text' ? ` for ${year}` : ''}`;
  return labelled(`${name}: ${amounts(group)}`, quote);
}

/** The figures that matter most, each with its sentence: targets first, then what must be, then support, then the heaviest fine. */
export function figureLines(figures: readonly DocumentFigure[], voice: Voice): readonly SummaryLine[] {
  const groups = groupsOf(figures);
  const fines = groups.filter(([{ quote }]) => penalty.test(quote));
  const others = groups.filter((group) => !fines.includes(group)).slice(0, mostLines);
  return [
    ...others.flatMap((group) => (group.length === 1 ? moneyLine(group, voice) : undefined) ?? [figureLine(group, voice)]),
    ...fineLine(fines, voice),
  ];
}
