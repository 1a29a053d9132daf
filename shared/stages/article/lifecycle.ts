import type { Article, Dates, Warning } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { readLapsedNote, readLifecycle, statusOf } from '../facts/lifecycle.ts';
import { isAct } from '../text/acts.ts';
import type { History } from './history.ts';
import { type LabelKey, labelledValue } from './labels.ts';
import type { ArticlePage } from './page-layout.ts';
import type { PageParts } from './page-parts.ts';

type LifecycleFacts = {
  readonly type: DocumentType;
  readonly title: string;
  readonly signed?: Dates['signed'];
  readonly published?: Dates['published'];
  readonly history?: History;
  readonly number?: string;
  readonly issuers: Article['issuers'];
};

/** Dates and status of the life of a text: from the metadata table, else from its words. */
export function lifecycleOf(
  page: ArticlePage,
  parts: PageParts,
  facts: LifecycleFacts,
): { readonly rest: Pick<Article, 'dates' | 'status'>; readonly warnings: readonly Warning[] } {
  const { title, type, signed, published, history } = facts;
  const table = lifecycleTable(parts);
  const text = parts.text.text;
  const life = readLifecycle({
    title,
    text,
    type,
    ...opt('signed', signed?.value),
    ...opt('published', published?.value),
    words: { ...opt('signed', signed?.quote), ...opt('published', published?.quote) },
    ...opt('promulgated', history?.promulgated),
    ...opt('noted', history?.effective),
    table,
    ...opt('listed', page.entry?.window),
    today: page.today,
  });
  const dates: Dates = { ...opt('signed', signed), ...opt('published', published), ...life.dates };
  const validity = opt('validity', validityOf(parts, type));
  const status = statusOf({
    type,
    title,
    text,
    issuers: facts.issuers,
    ...opt('number', facts.number),
    ...validity,
    dates,
    warnings: life.warnings,
    today: page.today,
  });
  return { rest: { dates, status }, warnings: life.warnings };
}

/** What the page's table, or a note on the page, says of the validity of the act. */
export const validityOf = ({ labels, title, text }: PageParts, type: DocumentType): string | undefined =>
  labelledValue(labels, 'validity')?.value ?? (isAct(type) ? readLapsedNote(title.text, text.text) : undefined);

/** Fields of the metadata table that tell of the life of the act. What the text says of deadlines is read from the text, with its sentence. */
function lifecycleTable({ labels, dom, element }: PageParts): Record<string, string> {
  const table: Record<string, string> = {};
  const extent = element && dom.extents.get(element);
  const inText = (place: number): boolean => extent !== undefined && place >= extent.start && place < extent.end;
  const add = (key: LabelKey, everywhere: boolean): void => {
    for (const pair of labels.get(key) ?? [])
      if (pair.value !== '' && (everywhere || pair.table || !inText(pair.place))) table[pair.label] ??= pair.value;
  };
  for (const key of ['effective', 'expires', 'validity'] as const) add(key, true);
  for (const key of ['commentBy', 'commentPeriod'] as const) add(key, false);
  return table;
}
