import { type ThemeId, themeIds } from '../../shared/model/vocabulary.ts';
import { decide, type Model } from '../../shared/stages/classify/classify.ts';
import { readFeatures } from '../../shared/stages/classify/features.ts';

/** What a change of weights or themes does to one document. `irrelevant` stands for no theme at all. */
export type Move = { readonly id: string; readonly title: string; readonly before: readonly string[]; readonly after: readonly string[] };
export type Moves = {
  readonly rows: number;
  readonly moved: readonly Move[];
  /** For each theme, how many documents gain it and how many lose it; likewise for relevance. */
  readonly counts: Readonly<Record<ThemeId | 'relevant', { readonly gained: number; readonly lost: number }>>;
};

type Row = { readonly id: string; readonly title: string; readonly gist: string };

const answer = (model: Model, values: Float64Array): readonly string[] => {
  const { relevant, themes } = decide(model, values);
  return relevant ? themes.map(({ theme }) => theme).sort() : ['irrelevant'];
};

/** Which of `rows` change relevance or themes when `after` takes the place of `before`. */
export function compareModels(rows: readonly Row[], before: Model, after: Model): Moves {
  const moved: Move[] = [];
  for (const { id, title, gist } of rows) {
    const { values } = readFeatures(title, gist);
    const [old, now] = [answer(before, values), answer(after, values)];
    if (old.join(';') !== now.join(';')) moved.push({ id, title, before: old, after: now });
  }
  return { rows: rows.length, moved, counts: countMoves(moved) };
}

/** Gains and losses per theme of a list of moves. */
export function countMoves(moved: readonly Move[]): Moves['counts'] {
  const has = (side: readonly string[], id: string): boolean => (id === 'relevant' ? !side.includes('irrelevant') : side.includes(id));
  const names = [...themeIds, 'relevant'] as const;
  return Object.fromEntries(
    names.map((id) => [
      id,
      {
        gained: moved.filter(({ before, after }) => !has(before, id) && has(after, id)).length,
        lost: moved.filter(({ before, after }) => has(before, id) && !has(after, id)).length,
      },
    ]),
  ) as Moves['counts'];
}

/** The report as plain text: a line for each theme that gains or loses documents, then each document that moves. */
export function movesText({ rows, moved, counts }: Moves): string {
  const lines = Object.entries(counts)
    .filter(([, { gained, lost }]) => gained + lost > 0)
    .map(([id, { gained, lost }]) => `${id.padEnd(12)} +${gained} -${lost}`);
  const each = moved.map(({ id, title, before, after }) => `${id}\t${before.join(';')}\t${after.join(';')}\t${title}`);
  return [
    `${moved.length} of ${rows} documents move`,
    ...lines,
    ...(each.length > 0 ? ['', 'id\tbefore\tafter\ttitle', ...each] : []),
    '',
  ].join('\n');
}
