import { type Html, type HtmlPart, html } from '../words/escape.ts';
import pieces from './mail-pieces.json' with { type: 'json' };

/** The pieces of a mail, compiled of mail.mjml (`npm run build:mail`, decision 35); their slots go through the one escaping function. */
type PieceName = keyof typeof pieces;
type Cut = { readonly strings: TemplateStringsArray; readonly slots: readonly string[] };

/** Markup around its slots, as a template tag takes it. */
function cut(markup: string): Cut {
  const parts = markup.split(/\{\{(\w+)\}\}/);
  const strings = parts.filter((_, at) => at % 2 === 0);
  return { strings: Object.assign(strings, { raw: strings }), slots: parts.filter((_, at) => at % 2 === 1) };
}

const cuts: ReadonlyMap<string, Cut> = new Map(Object.entries(pieces).map(([name, markup]) => [name, cut(markup)]));

/** A piece with its slots filled. Throws when one is left out: `undefined` and `false` fill a slot with nothing. */
export function fillPiece(name: PieceName, filling: Readonly<Record<string, HtmlPart>>): Html {
  const { strings, slots } = cuts.get(name) ?? cut('');
  const missing = slots.find((slot) => !Object.hasOwn(filling, slot));
  if (missing !== undefined) throw new Error(`the piece ${name} of a mail needs ${missing}`);
  return html(strings, ...slots.map((slot) => filling[slot]));
}
