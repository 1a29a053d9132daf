import type { Copy, FieldChange, ShownDocument } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';

export type Allowed = { readonly text: string; readonly complete: boolean; readonly use: Source['rights']['use'] };

const excerptLength = 200;
/** Works of authors rather than acts of an authority: an excerpt unless the source's rights say more. */
const authored = new Set(['news', 'analysis', 'white-paper', 'company', 'interpretation', 'other']);
const rank = { 'full-text': 2, excerpt: 1, 'link-only': 0 } as const;

type Carried = Pick<ShownDocument, 'sourceId' | 'type'> & { readonly copies: readonly Pick<Copy, 'sourceId' | 'differs'>[] };

/**
 * How a document may be used: as the most generous of the sources allows that carry this very text; of no declared source, by what it is.
 */
export function useOf({ sourceId, copies, type }: Carried, sources: readonly Source[]): Source['rights']['use'] {
  const carriers = new Set([sourceId, ...copies.filter(({ differs }) => !differs).map((copy) => copy.sourceId)]);
  const uses = sources.filter(({ id }) => carriers.has(id)).map(({ rights }) => rights.use);
  return uses.toSorted((a, b) => rank[b] - rank[a])[0] ?? (authored.has(type) ? 'excerpt' : 'full-text');
}

export function excerptOf(text: string): string {
  const letters = [...text];
  return letters.length <= excerptLength ? text : `${letters.slice(0, excerptLength - 1).join('')}…`;
}

/**
 * The text that may be shown: whole when one source that carries this very text allows it, else its first 200 characters. A document of no
 * declared source is shown whole only when it is an official act.
 */
export function allowedText(document: Carried & Pick<ShownDocument, 'text'>, sources: readonly Source[]): Allowed {
  const use = useOf(document, sources);
  const text = use === 'full-text' ? document.text : excerptOf(document.text);
  return { text, complete: text === document.text, use };
}

export const isWordless = ({ field }: Pick<FieldChange, 'field'>): boolean => !field.startsWith('text') && field !== 'attachments';

type AllowedDocument = ShownDocument & { readonly textIs?: 'excerpt'; readonly rights?: Allowed['use'] };

/** The document as it may be passed on: whole, or with the excerpt, and without the words of its files and of what changed in its text. */
export function allowedDocument(document: ShownDocument, sources: readonly Source[]): AllowedDocument {
  const { text, complete, use } = allowedText(document, sources);
  if (complete) return document;
  return {
    ...document,
    text,
    attachments: document.attachments.map(({ text: _words, ...rest }) => rest),
    copies: document.copies.map((copy) => (copy.differences ? { ...copy, differences: copy.differences.filter(isWordless) } : copy)),
    revisions: document.revisions.map((revision) => ({ ...revision, changes: revision.changes.filter(isWordless) })),
    textIs: 'excerpt',
    rights: use,
  };
}

export type Passing = (words: string | undefined) => string | undefined;

/** What of a document's words may be passed on: each of them, whole ones of at most 200 characters in all, or none. */
export function wordsOf(document: Carried, sources: readonly Source[]): Passing {
  let left = { 'full-text': Number.POSITIVE_INFINITY, excerpt: excerptLength, 'link-only': 0 }[useOf(document, sources)];
  const passed: string[] = [];
  return (words) => {
    if (words === undefined || left === Number.POSITIVE_INFINITY || passed.some((each) => each.includes(words))) return words;
    const { length } = [...words];
    if (length === 0 || length > left) return undefined;
    left -= length;
    passed.push(words);
    return words;
  };
}
