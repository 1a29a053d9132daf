import { renderTitle } from './english/render.ts';

export type Piece = { readonly zh: string; readonly en: string };
export type EnglishTitle = {
  readonly english: string;
  readonly by: 'glossary';
  readonly coverage: number;
  readonly pieces: readonly Piece[];
};

/**
 * An English rendering of an official Chinese title from the glossary and the grammar of such titles. What the glossary does
 * not know stays in Chinese. `coverage` is the share of the title's characters that were rendered; `pieces` are in the order
 * of the Chinese.
 */
export function englishTitle(title: string): EnglishTitle {
  const text = title.trim();
  if (!/[\u3400-\u9fff]/.test(text))
    return { english: text, by: 'glossary', coverage: 1, pieces: text === '' ? [] : [{ zh: text, en: text }] };
  const { en: english, pieces } = renderTitle(text);
  let known = 0;
  let all = 0;
  for (const { zh, en } of pieces) {
    all += zh.length;
    if (!/[\u3400-\u9fff]/.test(en)) known += zh.length;
  }
  return { english, by: 'glossary', coverage: all === 0 ? 1 : Math.round((known / all) * 1000) / 1000, pieces };
}
