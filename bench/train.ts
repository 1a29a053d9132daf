/**
 * Trains the weights of relevance and themes from labelled TSVs and writes shared/registry/weights.json:
 *   node bench/train.ts GOLD.tsv [MORE.tsv …]          the project's own rows (bench/labelled/*train.tsv) are always added
 *   node bench/train.ts GOLD.tsv [MORE.tsv …] --compare   writes nothing; tells which rows would move
 * The same files give the same weights, byte for byte. Prints as JSON the cross-validated scores (by event) of the first file, and
 * those of the new weights on the project's own rows that no training sees (bench/labelled/*test.tsv).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { storedModel } from '../shared/stages/classify/classify.ts';
import { compareModels, movesText } from './training/compare-models.ts';
import { crossValidate, type EvalReport, evaluate, examplesOf, readGold } from './training/evaluate.ts';
import { titleMark } from './training/held-out.ts';
import { storeModel } from './training/store-model.ts';
import { trainModel } from './training/train-model.ts';

const args = process.argv.slice(2);
const files = args.filter((arg) => !arg.startsWith('--'));
if (files.length === 0) {
  process.stderr.write('usage: node bench/train.ts GOLD.tsv [MORE.tsv …] [--compare]\n');
  process.exit(2);
}
const own = (name: string): string => readFileSync(new URL(`labelled/${name}.tsv`, import.meta.url), 'utf8');
const given = files.map((file) => readGold(readFileSync(file, 'utf8')));
const rows = [
  ...given.flat(),
  ...['train', 'hard-train', 'broad-train', 'acts-train', 'classes-train', 'long-train'].flatMap((name) => readGold(own(name))),
];
const stored = storeModel(trainModel(examplesOf(rows)));
const model = storedModel(stored);
if (args.includes('--compare')) process.stdout.write(movesText(compareModels(rows, storedModel(), model)));
else {
  writeFileSync(new URL('../shared/registry/weights.json', import.meta.url), `${JSON.stringify(stored)}\n`);
  writeFileSync(new URL('training/trained-on.json', import.meta.url), `${JSON.stringify(rows.map(({ title }) => titleMark(title)))}\n`);
  const figures = ({ confusion, ...scores }: EvalReport) => ({ ...scores, differing: confusion.length });
  const unseen = Object.fromEntries(['test', 'long-test'].map((name) => [name, figures(evaluate(readGold(own(name)), model))]));
  process.stdout.write(`${JSON.stringify({ crossValidated: figures(crossValidate(given[0] ?? rows)), unseen })}\n`);
}
