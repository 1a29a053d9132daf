import type { ShownDocument } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';

/** How much of a text may be passed on. */
export type Allowed = { readonly text: string; readonly complete: boolean; readonly use: Source['rights']['use'] };

const excerptLength = 200;
/** Works of authors rather than acts of an authority: an excerpt unless the source's rights say more. */
const authored: ReadonlySet<string> = new Set(['news', 'analysis', 'white-paper', 'company', 'interpretation', 'other']);
const rank = { 'full-text': 2, excerpt: 1, 'link-only': 0 } as const;

/**
 * The text that may be shown: whole when one source that carries this very text allows it, else its first 200 characters. A document of no
 * declared source is shown whole only when it is an official act.
 */
export function allowedText(document: Pick<ShownDocument, 'text' | 'sourceId' | 'copies' | 'type'>, sources: readonly Source[]): Allowed {
  const carriers = new Set([document.sourceId, ...document.copies.filter(({ differs }) => !differs).map(({ sourceId }) => sourceId)]);
  const uses = sources.filter(({ id }) => carriers.has(id)).map(({ rights }) => rights.use);
  const use = uses.toSorted((a, b) => rank[b] - rank[a])[0] ?? (authored.has(document.type) ? 'excerpt' : 'full-text');
  const letters = [...document.text];
  if (use === 'full-text' || letters.length <= excerptLength) return { text: document.text, complete: true, use };
  return { text: `${letters.slice(0, excerptLength - 1).join('')}…`, complete: false, use };
}
