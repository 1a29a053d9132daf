/**
 * Trains the weights of relevance and themes from a labelled TSV and writes shared/registry/weights.json:
 *   node bench/train.ts GOLD.tsv
 * The same file gives the same weights. Prints the cross-validated scores (by event) as JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { crossValidate, examplesOf, readGold } from '../shared/stages/evaluate.ts';
import { titleMark } from '../shared/stages/honest.ts';
import { storeModel, trainModel } from '../shared/stages/model.ts';

const file = process.argv[2];
if (!file) {
  process.stderr.write('usage: node bench/train.ts GOLD.tsv\n');
  process.exit(2);
}
const rows = readGold(readFileSync(file, 'utf8'));
const model = storeModel(trainModel(examplesOf(rows)));
writeFileSync(new URL('../shared/registry/weights.json', import.meta.url), `${JSON.stringify(model)}\n`);
writeFileSync(
  new URL('../shared/registry/trained-on.json', import.meta.url),
  `${JSON.stringify(rows.map(({ title }) => titleMark(title)))}\n`,
);
const { confusion, ...scores } = crossValidate(rows);
process.stdout.write(`${JSON.stringify({ ...scores, differing: confusion.length })}\n`);
