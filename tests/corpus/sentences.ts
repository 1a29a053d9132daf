import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extract } from '../../shared/stages/facts/extract.ts';
import { check, python, type Row, rowsOf } from './check.ts';

const kinds = ['cite', 'date', 'status', 'figure', 'issuer'] as const;
type Kind = (typeof kinds)[number];
type Figure = { readonly precision: number | null; readonly recall: number | null };
type Floor = { readonly precision: number; readonly recall: number };
type Folders = { readonly shared: string; readonly folder: string };
type LabelledSet = { readonly name: string; readonly file: string; readonly floors: Readonly<Partial<Record<Kind, Floor>>> };

const shown = (share: number | null): string => share?.toFixed(3) ?? 'none';

/** Scores what `extract` says of the labelled sentences of a file (`id sentence context lang labels`), and checks each kind that has a floor. */
function scoreSentences({ name, file, floors }: LabelledSet, { shared, folder }: Folders): void {
  const lines = rowsOf(file).map(({ id = '', sentence = '', context = '', lang = '' }) =>
    JSON.stringify(extract({ id, text: sentence, title: context, lang })),
  );
  const predictions = path.join(folder, 'sentences.jsonl');
  writeFileSync(predictions, `${lines.join('\n')}\n`);
  const said = python(path.join(shared, 'gold/score_sentences.py'), file, predictions, '--json');
  if (!said.startsWith('{')) throw new Error(`${name}: ${said.trim()}`);
  const figures = (JSON.parse(said) as { readonly kinds: Readonly<Record<Kind, Figure>> }).kinds;
  for (const kind of kinds) {
    const { precision, recall } = figures[kind];
    const floor = floors[kind];
    const got = `P ${shown(precision)} R ${shown(recall)}`;
    if (floor) check(`${name}: ${kind}`, Number(precision) >= floor.precision && Number(recall) >= floor.recall, got);
    else console.log(`     ${name}: ${kind}: ${got}`);
  }
}

/** The labelled sentences that whoever writes rules may look at. */
export function devSentences(folders: Folders): void {
  const floor = { precision: 0.98, recall: 0.98 };
  const file = path.join(folders.shared, 'gold/sentences-dev.tsv');
  scoreSentences({ name: 'sentences-dev', file, floors: { cite: floor, date: floor } }, folders);
}

/** A sentence of a kept act by its offset in UTF-16 units; on one line, as the table of the scorer needs it. */
function sentenceOf({ file = '', start = '', length = '' }: Row, acts: string): string {
  const text = readFileSync(path.join(acts, file), 'utf8');
  return text.slice(Number(start), Number(start) + Number(length)).replaceAll(/[\t\r\n]/g, ' ');
}

/**
 * Sentences of real acts, drawn at random and labelled by someone who writes no rules. The table holds their places (`id file start length context
 * lang labels`), the corpus their words: no text of others lies in this project.
 */
export function heldOutSentences(places: string, folders: Folders): void {
  const name = 'held-out sentences (no writer of rules has seen them)';
  if (!existsSync(places)) {
    console.log(`skipped ${name}: there is no ${path.basename(places)}`);
    return;
  }
  const acts = path.join(folders.shared, 'corpus/acts');
  const rows = rowsOf(places).map((row) => [row['id'], sentenceOf(row, acts), row['context'], row['lang'], row['labels']].join('\t'));
  const file = path.join(folders.folder, 'held-out.tsv');
  writeFileSync(file, [['id', 'sentence', 'context', 'lang', 'labels'].join('\t'), ...rows, ''].join('\n'));
  const floor = { precision: 0.95, recall: 0 };
  scoreSentences({ name, file, floors: { cite: floor, date: floor } }, folders);
}
