import type { Piece } from '../english.ts';
import { ordered } from './order.ts';
import { tokens } from './tokens.ts';

export { bareKey } from './tokens.ts';
export type Rendered = { readonly en: string; readonly pieces: readonly Piece[] };

/** Blanks and punctuation as English has them. */
export const tidy = (text: string): string =>
  text
    .replace(/\s{1,20}/g, ' ')
    .replace(/ ([,;:.!?)\]])/g, '$1')
    .replace(/([([]) /g, '$1')
    .replace(/,,/g, ',')
    .replace(/([,;:])(?=[A-Za-z\u3400-\u9fff])/g, '$1 ')
    .replace(/\b(of|on|for|the|and) \1\b/g, '$1')
    .replace(/, and\b/g, ' and')
    .trim();

/** 对X进行Y, 对X实施Y: what is done stands before what it is done to. */
const doneTo = /^(?:对于?)(.{2,60}?)(进行|予以|开展|实施|给予)(.{2,20})$/;

/** 在X开展Y: where stands last. */
const somewhere = /^(.{0,20}?)在(.{2,24}?)(开展|建设|设立|实施|推广|部署|推进)(.{2,60})$/;

/** Renders a phrase by its words and their order. Unknown Chinese is kept. */
export function phrase(text: string): Rendered {
  const done = doneTo.exec(text);
  if (done?.[1] && done[3]) {
    const [to, what] = [phrase(done[1]), phrase(done[3])];
    const lead = text.slice(0, text.indexOf(done[1]));
    const pieces = [{ zh: lead, en: 'on' }, ...to.pieces, { zh: done[2] ?? '', en: '' }, ...what.pieces];
    return { en: done[2] === '实施' ? `Implementing ${what.en} on ${to.en}` : `the ${what.en} of ${to.en}`, pieces };
  }
  const there = somewhere.exec(text);
  if (there?.[2] && there[3] && there[4]) {
    const [before, place, doing] = [phrase(there[1] ?? ''), phrase(there[2]), phrase(there[3] + there[4])];
    return {
      en: tidy(`${before.en} ${doing.en} in ${place.en}`),
      pieces: [...before.pieces, { zh: '在', en: 'in' }, ...place.pieces, ...doing.pieces],
    };
  }
  const list = tokens(text);
  return { en: tidy(ordered(list)), pieces: list.map(({ zh, en }) => ({ zh, en: en.trim() })) };
}
