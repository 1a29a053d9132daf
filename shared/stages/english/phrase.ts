import { group, orEmpty, tableOf } from '../../model/values.ts';
import { spellPlace } from '../../registry/dictionary.ts';
import { renderOthers } from './numbers.ts';
import book from './phrase-book.json' with { type: 'json' };
import { fillForm, piece, type Rendered, type TitleText, tidyEnglish } from './title-text.ts';
import { tokenize } from './tokens.ts';
import { renderInOrder, toSingular, withArticle } from './word-order.ts';

/**
 * Turns of phrase whose parts stand in another order in English (利用X加强Y: Using X to Strengthen Y): the groups of a form are the parts, and
 * together they are the whole. `fixed`: parts that English always says so.
 */
type Row = readonly [form: string, english: string, fixed?: Readonly<Record<string, string>>];
const turns = tableOf<readonly Row[]>(book.turns).map(([form, english, fixed]) => ({ form: new RegExp(form, 'u'), english, fixed }));
const words: Readonly<Record<string, string>> = book.words;

/** What others are counted with is a place: 滨河等三地. */
const spelt = (en: string) => en.replace(/\p{Script=Han}{2,3}/gu, (name) => spellPlace(name) ?? name);

type Part = Rendered & { readonly zh: string };
const ways: Readonly<Record<string, (part: Part, before: string) => string>> = {
  the: ({ en }) => withArticle(en),
  one: ({ en }) => toSingular(en),
  word: ({ zh, en }) => words[zh] ?? en,
  spelt: ({ en }) => spelt(en),
  others: ({ zh }, before) => renderOthers(before, zh),
};

/** Renders a phrase by its words and their order. Unknown Chinese is kept. `acting`: the phrase begins with what is done. */
export function renderPhrase(text: TitleText, acting = false): Rendered {
  const turned = renderTurn(text);
  if (turned) return turned;
  const list = tokenize(text, acting);
  return { en: tidyEnglish(renderInOrder(list)), pieces: list.map(({ zh, en, by }) => piece(zh, en.trim(), by)) };
}

/** 平等, 等级, 等待: the 等 of a word does not end a list. */
const unlike = /^(?:级|同|于|待|等|额)/;
const longestTurn = 200;

function renderTurn(text: TitleText): Rendered | undefined {
  if (text.length > longestTurn) return undefined;
  for (const { form, english, fixed } of turns) {
    const match = form.exec(text.folded);
    if (!match || unlike.test(group(match, 3))) continue;
    let at = 0;
    const parts = match.slice(1).map((zh = '', n): Part => {
      const part = text.slice(at, at + zh.length);
      at += zh.length;
      const en = zh === '' ? '' : fixed?.[n + 1];
      return en === undefined ? { zh, ...renderPhrase(part) } : { zh, en, pieces: zh === '' ? [] : [piece(part, en)] };
    });
    const en = fillForm(english, (n, way) => {
      const part = parts[n - 1];
      return orEmpty(part && (ways[way]?.(part, orEmpty(parts[n - 2]?.zh)) ?? part.en));
    });
    return { en: tidyEnglish(en), pieces: parts.flatMap(({ pieces }) => pieces) };
  }
  return undefined;
}
