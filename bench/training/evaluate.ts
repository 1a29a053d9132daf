import { type ThemeId, themeIds } from '../../shared/model/vocabulary.ts';
import { decide, type Model, storedModel } from '../../shared/stages/classify/classify.ts';
import { readFeatures } from '../../shared/stages/classify/features.ts';
import type { GoldRow } from './gold.ts';
import { type Example, type FitOptions, trainModel } from './train-model.ts';

export { type GoldRow, readGold } from './gold.ts';

type Score = { readonly precision: number; readonly recall: number; readonly f1: number; readonly support: number };
type Miss = { readonly id: string; readonly title: string; readonly expected: readonly string[]; readonly given: readonly string[] };
export type EvalReport = {
  readonly rows: number;
  readonly relevance: Score;
  readonly themes: Readonly<Record<ThemeId, Score>>;
  readonly macroF1: number;
  /** Rows whose relevance or themes differ from the labels. */
  readonly confusion: readonly Miss[];
};

type Tally = { hit: number; wrong: number; missed: number };
const score = ({ hit, wrong, missed }: Tally): Score => {
  const precision = hit + wrong === 0 ? 0 : hit / (hit + wrong);
  const recall = hit + missed === 0 ? 0 : hit / (hit + missed);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), support: hit + missed };
};
const count = (tally: Tally, given: boolean, expected: boolean): void => {
  if (given && expected) tally.hit += 1;
  else if (given) tally.wrong += 1;
  else if (expected) tally.missed += 1;
};
const named = (relevant: boolean, themes: readonly string[]): readonly string[] => (relevant ? themes : ['irrelevant']);

/** Title and gist as the reader of the gold set sees them, turned into features. */
export function examplesOf(rows: readonly GoldRow[]): Example[] {
  return rows.map((row) => ({ row, values: readFeatures(row.title, row.gist).values }));
}

/** Scores with the model that `modelFor` gives for each row. */
function evaluateWith(examples: readonly Example[], modelFor: (index: number) => Model): EvalReport {
  const relevance: Tally = { hit: 0, wrong: 0, missed: 0 };
  const tallies = new Map<ThemeId, Tally>(themeIds.map((id) => [id, { hit: 0, wrong: 0, missed: 0 }]));
  const confusion: Miss[] = [];
  examples.forEach(({ row, values }, i) => {
    const decision = decide(modelFor(i), values);
    count(relevance, decision.relevant, row.relevant);
    const given = decision.themes.map(({ theme }) => theme);
    let same = decision.relevant === row.relevant;
    for (const [id, tally] of tallies) {
      if (row.optional.includes(id)) continue;
      count(tally, given.includes(id), row.themes.includes(id));
      same &&= given.includes(id) === row.themes.includes(id);
    }
    if (!same)
      confusion.push({ id: row.id, title: row.title, expected: named(row.relevant, row.themes), given: named(decision.relevant, given) });
  });
  const themes = Object.fromEntries(themeIds.map((id) => [id, score(tallies.get(id) ?? { hit: 0, wrong: 0, missed: 0 })])) as Record<
    ThemeId,
    Score
  >;
  const seen = themeIds.filter((id) => themes[id].support > 0);
  const macroF1 = seen.length === 0 ? 0 : seen.reduce((sum, id) => sum + themes[id].f1, 0) / seen.length;
  return { rows: examples.length, relevance: score(relevance), themes, macroF1, confusion };
}

/** Scores the labels of `rows` with the weights in use (`hongtou eval`). Only themes that occur in the rows enter macro-F1. */
export function evaluate(rows: readonly GoldRow[], model: Model = storedModel()): EvalReport {
  return evaluateWith(examplesOf(rows), () => model);
}

/** Folds by event: rows of one cluster never stand on both sides. Clusters are dealt by size, then by name. */
export function foldsOf(rows: readonly GoldRow[], folds: number): number[] {
  const groups = new Map<string, number[]>();
  rows.forEach((row, i) => {
    const key = row.cluster ?? `row ${row.id}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const size = new Array<number>(folds).fill(0);
  const fold = new Array<number>(rows.length).fill(0);
  const ordered = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  for (const [, members] of ordered) {
    const smallest = size.indexOf(Math.min(...size));
    for (const i of members) fold[i] = smallest;
    size[smallest] = (size[smallest] ?? 0) + members.length;
  }
  return fold;
}

/** Trains on the other folds and scores each row with a model that has not seen its event. */
export function crossValidate(rows: readonly GoldRow[], folds = 5, options: Partial<FitOptions> = {}): EvalReport {
  const examples = examplesOf(rows);
  const fold = foldsOf(rows, folds);
  const models = Array.from({ length: folds }, (_, k) =>
    trainModel(
      examples.filter((_, i) => fold[i] !== k),
      options,
    ),
  );
  return evaluateWith(examples, (i) => models[fold[i] ?? 0] ?? storedModel());
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(8);
const line = (name: string, { precision, recall, f1, support }: Score): string =>
  `${name.padEnd(12)} ${percent(precision)} ${percent(recall)} ${percent(f1)} ${String(support).padStart(6)}`;

/** The report as plain text for a terminal: one line a label, then the rows that differ. */
export function evaluationText(report: EvalReport): string {
  const head = `${'label'.padEnd(12)} ${'precision'.padStart(8)} ${'recall'.padStart(7)} ${'F1'.padStart(8)} ${'rows'.padStart(6)}`;
  const themes = themeIds.map((id) => line(id, report.themes[id]));
  const misses = report.confusion.map((miss) => `${miss.id}\t${miss.expected.join(';')}\t${miss.given.join(';')}\t${miss.title}`);
  return [
    `${report.rows} rows`,
    head,
    line('relevance', report.relevance),
    ...themes,
    `macro-F1 ${percent(report.macroF1).trim()}`,
    '',
    'id\texpected\tgiven\ttitle',
    ...misses,
    '',
  ].join('\n');
}
