import { promises } from '../../registry/promises.ts';
import { foldScript } from '../text/language.ts';

/** Where an act takes a promise up, with its words. */
export type Taken = { readonly promise: string; readonly is: 'title' | 'section' | 'citation'; readonly quote: string };

/** “AI ＋” and 人工智能+ are one; names of other texts promise nothing. */
const plain = (text: string): string =>
  foldScript(text)
    .replace(/《[^》]{0,80}》/g, '')
    .replace(/[\s“”"]/g, '')
    .replaceAll('＋', '+')
    .replaceAll('AI', '人工智能');

const head =
  /^(?:第[一二三四五六七八九十\d]{1,4}[章节]|[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．])\s{0,3}([^。；：:]{2,60})(?:[。：:]|$)/;

const finder = (words: readonly string[] = []): RegExp =>
  new RegExp(words.map((word) => plain(word).replaceAll('+', '\\+').replace('…', '[^，。；]{0,12}')).join('|') || '(?!)');
const finders = promises.map(({ id, act, words, citing }) => ({ id, act, words: finder(words), citing: finder(citing) }));

const longest = 160;
/** The words themselves where a line is long, counted from its end: what is plain lacks little behind them. */
const quoted = (line: string, rest: number): string =>
  line.length <= longest ? line : line.slice(Math.max(0, line.length - rest - 40)).slice(0, longest);

/** What an act that came after a national one takes up of it; `cites`: whether it names it. */
export function promisesTaken(title: string, text: string, act: string, cites: boolean): readonly Taken[] {
  const lines = text.split('\n').map((line) => line.trim());
  const made = (all: readonly string[]) => all.map((quote) => ({ quote, plain: plain(quote) }));
  const places = {
    title: made([title]),
    section: made(lines.flatMap((line) => head.exec(line)?.[1] ?? [])),
    citation: made(cites ? lines.flatMap((line) => line.split(/[，。；]/)) : []),
  };
  return finders.flatMap(({ id, words, citing, act: own }): readonly Taken[] => {
    if (own !== act) return [];
    for (const is of ['title', 'section', 'citation'] as const)
      for (const { quote, plain } of places[is]) {
        const found = (is === 'citation' ? null : words.exec(plain)) ?? (cites ? citing.exec(plain) : null);
        if (found) return [{ promise: id, is, quote: quoted(quote, plain.length - found.index) }];
      }
    return [];
  });
}
