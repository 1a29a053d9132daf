import { type InputError, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Source } from '../../shared/model/source.ts';
import { isDay } from '../../shared/model/time.ts';
import { didYouMean } from '../../shared/model/values.ts';

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
