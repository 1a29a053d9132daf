import table from './tables/companies.json' with { type: 'json' };
import firmWordTable from './tables/firm-words.json' with { type: 'json' };

/** How names of firms end, what firms do in headlines, and words with which titles of public bodies begin. */
export const firmWords = firmWordTable;

/** A company, a product or another body that news name; `aliases` in both languages. */
export type Company = {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly kind: 'company' | 'chip-maker' | 'university' | 'exchange' | 'fund' | 'data-centre';
  readonly aliases: readonly string[];
  /** The company of a product. */
  readonly foreign?: boolean;
  /** `ai`: it does nothing else, so that its name alone speaks of AI or its chips. */
  readonly field?: 'ai';
};

/** A row of the table: names of which there are none are left out, and `aliases` are those beside the two names. */
type Row = Pick<Company, 'id' | 'english'> & Partial<Company>;

/** Companies, with their products among the aliases. */
export const companies: readonly Company[] = Object.entries(table as Readonly<Record<string, readonly Row[]>>).flatMap(([kind, rows]) =>
  rows.map(({ name = '', aliases = [], ...row }) => ({
    ...row,
    name,
    kind: kind as Company['kind'],
    aliases: [name, row.english, ...aliases].filter(Boolean),
  })),
);
