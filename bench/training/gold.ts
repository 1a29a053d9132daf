import { InputError } from '../../shared/model/errors.ts';
import { isTheme, type ThemeId, themeIds } from '../../shared/model/vocabulary.ts';

/** A labelled row. `cluster` names stories of one event; `optional` themes may be given or left out. */
export type GoldRow = {
  readonly id: string;
  readonly url: string;
  readonly lang: string;
  readonly title: string;
  readonly gist: string;
  readonly relevant: boolean;
  readonly themes: readonly ThemeId[];
  readonly type: string;
  readonly cluster?: string;
  readonly optional: readonly ThemeId[];
};

const needed = ['id', 'title', 'gist', 'relevant', 'themes'] as const;

function themesOf(text: string, line: number, separator: RegExp): ThemeId[] {
  const found: ThemeId[] = [];
  for (const part of text.split(separator)) {
    const id = part.trim();
    if (id === '') continue;
    if (!isTheme(id)) throw new InputError(`line ${line}: unknown theme "${id}"; themes are ${themeIds.join(', ')}`);
    found.push(id);
  }
  return found;
}

function rowOf(cells: readonly string[], column: ReadonlyMap<string, number>, line: number): GoldRow {
  const cell = (name: string): string => (cells[column.get(name) ?? -1] ?? '').trim();
  if (cells.length < column.size) throw new InputError(`line ${line}: ${cells.length} columns, the header has ${column.size}`);
  if (cell('id') === '') throw new InputError(`line ${line}: the id is empty`);
  const relevant = cell('relevant');
  if (relevant !== 'yes' && relevant !== 'no') throw new InputError(`line ${line}: relevant is "${relevant}", it must be yes or no`);
  const themes = themesOf(cell('themes'), line, /;/);
  if (relevant === 'yes' && themes.length === 0) throw new InputError(`line ${line}: a relevant row needs a theme`);
  const note = cell('ambiguity');
  const cluster = /cluster=([^;\s]+)/.exec(note)?.[1];
  const optional = themesOf(/optional=([^;\s]+)/.exec(note)?.[1] ?? '', line, /,/);
  return {
    id: cell('id'),
    url: cell('url'),
    lang: cell('lang'),
    title: cell('title'),
    gist: cell('gist'),
    relevant: relevant === 'yes',
    themes,
    type: cell('doc_type'),
    optional,
    ...(cluster === undefined ? {} : { cluster }),
  };
}

/**
 * Reads a labelled TSV (tab separated, header line, no quoting). Throws InputError naming the line for a missing column,
 * an unknown theme, or a `relevant` that is neither yes nor no.
 */
export function readGold(text: string): GoldRow[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const header = (lines[0] ?? '').split('\t').map((name) => name.trim());
  const column = new Map(header.map((name, i) => [name, i]));
  const missing = needed.filter((name) => !column.has(name));
  if (missing.length > 0) throw new InputError(`line 1: the header lacks ${missing.join(', ')}`);
  const rows: GoldRow[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (line.trim() !== '') rows.push(rowOf(line.split('\t'), column, i + 1));
  }
  if (rows.length === 0) throw new InputError('line 2: there are no rows');
  return rows;
}
