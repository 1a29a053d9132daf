import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import { InputError, UsageError } from '../../shared/model/errors.ts';

export type InputLine = { readonly text: string; readonly n: number };

export const withoutStore = (command: Command): Command =>
  ['--data <dir>', '--now <instant>', '--config <file>'].reduce(
    (each, flags) => (each.options.some(({ long }) => flags.startsWith(`${long} `)) ? each : each.addOption(new Option(flags).hideHelp())),
    command,
  );

export const withLines = (command: Command): Command =>
  withoutStore(command).argument('[file]', 'lines to read (default: standard input)').option('--json', 'JSON Lines, as always');

export async function readInput(file: string, option: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new UsageError(`${option}: ${file} cannot be read; name a file that exists`);
  }
}

export async function* linesOf(file: string | undefined): AsyncGenerator<InputLine> {
  if (file !== undefined && file !== '-') {
    const found = await stat(file).catch(() => undefined);
    if (!found || found.isDirectory()) {
      throw new UsageError(`${file} cannot be read; name a file that exists, or give the lines on standard input`);
    }
  }
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file);
  let n = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    n += 1;
    yield { text, n };
  }
}

export async function readWhole(file: string | undefined): Promise<string> {
  const lines: string[] = [];
  for await (const { text } of linesOf(file)) lines.push(text);
  return lines.join('\n');
}

export async function* objectsOf(file: string | undefined): AsyncGenerator<{ value: Record<string, unknown>; n: number }> {
  for await (const { text, n } of linesOf(file)) {
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new InputError(`${file ?? 'standard input'}, line ${n}: not JSON: ${error instanceof Error ? error.message : ''}`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InputError(`${file ?? 'standard input'}, line ${n}: an object is wanted, as {"id": "1", "title": "…"}`);
    }
    yield { value: value as Record<string, unknown>, n };
  }
}

export function stringField(value: Record<string, unknown>, field: string, n: number): string {
  const found = value[field];
  if (typeof found !== 'string') throw new InputError(`line ${n}: "${field}" must be a string`);
  return found;
}

export const idField = (value: Record<string, unknown>, n: number): string | number =>
  typeof value['id'] === 'number' ? value['id'] : stringField(value, 'id', n);

export function optionalField(value: Record<string, unknown>, field: string, n: number): string | undefined {
  return value[field] === undefined || value[field] === null ? undefined : stringField(value, field, n);
}
