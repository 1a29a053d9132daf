import type { Issuer } from '../../model/article.ts';
import type { SummaryLine } from '../../model/summary.ts';

/** The facts of an act in its own words, for readers of Chinese. */

type Told = { readonly title: string; readonly issuers: readonly Issuer[]; readonly summary?: readonly SummaryLine[] };

const bare = (text: string): string => text.replaceAll(/[\s，。、；：“”]/g, '');
const dayAlone = /^(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日$/;

/** The quotes, each once, without those that only prove who issued it, when, or its title: these stand beside them anyway. */
export function toldQuotes({ title, issuers, summary = [] }: Told): readonly string[] {
  const names = issuers.map(({ name }) => bare(name));
  const saysMore = (quote: string): boolean => {
    const text = bare(quote);
    const unnamed = names.reduce((left, name) => left.replace(name, ''), text);
    return unnamed !== '' && text !== bare(title) && !dayAlone.test(unnamed);
  };
  return [...new Set(summary.map(({ quote }) => quote))].filter(saysMore);
}
