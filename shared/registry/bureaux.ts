import table from './tables/bureaux.json' with { type: 'json' };

/** Words for the organs of a local government: Chinese name, English, and whether it stands for the place itself. */
export type Bureau = {
  readonly id: string;
  readonly names: readonly string[];
  readonly english: string;
  readonly kind: 'government' | 'legislature' | 'party' | 'bureau';
};

/** `{place}` is replaced; without it the words are joined as "{place} X". */
export const bureaux: readonly Bureau[] = Object.entries(table).flatMap(([kind, rows]) =>
  rows.map((row) => ({ ...row, kind: kind as Bureau['kind'] })),
);
