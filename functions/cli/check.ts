import { type InputError, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Source } from '../../shared/model/source.ts';
import { isDay } from '../../shared/model/time.ts';
import { editDistance } from '../../shared/model/values.ts';

const longest = 60;

export function didYouMean(written: string, words: readonly string[]): string {
  if (written.length > longest) return '';
  const near = words
    .map((word) => ({
      word,
      far: word.startsWith(written) && written.length > 2 ? 1 : editDistance(written.toLowerCase(), word.toLowerCase()),
    }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(Math.max(word.length, written.length) / 3)))
    .toSorted((a, b) => a.far - b.far);
  return near[0] ? ` Did you mean "${near[0].word}"?` : '';
}

export function noSource(id: string, sources: readonly { readonly id: string }[], option = ''): InputError {
  const near = didYouMean(
    id,
    sources.map((each) => each.id),
  );
  return new UsageError(`${option}no source "${id}" is in force; "hongtou sources list" names them.${near}`);
}

export function checkSources(ids: readonly string[] | undefined, context: Context): void {
  const known = new Set(context.settings.sources.map(({ id }) => id));
  for (const id of ids ?? []) {
    if (!known.has(id)) throw noSource(id, context.settings.sources, '--source: ');
  }
}

export const dayOption = (option: string) => (value: string) => {
  if (!isDay(value)) throw new UsageError(`${option}: "${value}" is no day; write it as 2026-11-25`);
  return value;
};

/** Why a person decided so, which is kept. */
export function reason(given: string): string {
  if (given.trim() === '') throw new UsageError('--why TEXT is needed: the reason is kept');
  return given.trim();
}

export function requireSource(id: string, sources: readonly Source[]): Source {
  const source = sources.find((each) => each.id === id);
  if (!source) throw noSource(id, sources);
  return source;
}
