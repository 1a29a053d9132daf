import { tableOf } from '../model/values.ts';
import type { ThemeId } from '../model/vocabulary.ts';
import rows from './tables/promises.json' with { type: 'json' };

/**
 * What the country promises: in words of an act, where `words` in a title or the head of a section tell a later act that takes it up, and
 * `citing` in any clause of one that names the national text (A…B: near each other); or as a quantity in `units` that documents call so.
 */
type Row = {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly section?: string;
  readonly year?: number;
  readonly body?: string;
  readonly themes: readonly ThemeId[];
  readonly words?: readonly string[];
  readonly citing?: readonly string[];
  readonly units?: readonly string[];
  readonly url?: string;
};
export type NationalPromise = Row & { readonly act?: string };

const { figures, ...byAct } = tableOf<Readonly<Record<string, readonly Row[]>>>(rows);
export const promiseActs: readonly string[] = Object.keys(byAct);
export const promises: readonly NationalPromise[] = [
  ...(figures ?? []),
  ...Object.entries(byAct).flatMap(([act, list]) => list.map((row) => ({ ...row, act }))),
];
