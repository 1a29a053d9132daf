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

/** 加快推进X在Y领域应用: where a thing is applied. */
const appliedIn =
  /^(加快推进|加快推动|推进|推动|加快|加强|促进|深化|拓展|扩大|规范|规范和加强)(.{2,24}?)在(.{2,20}?)(?:领域|行业)?(?:中)?的?(应用|推广应用|推广|使用)$/;

/** Renders a phrase by its words and their order. Unknown Chinese is kept. */
export function phrase(text: string): Rendered {
  const done = doneTo.exec(text);
  if (done?.[1] && done[3]) {
    const [to, what] = [phrase(done[1]), phrase(done[3])];
    const lead = text.slice(0, text.indexOf(done[1]));
    const pieces = [{ zh: lead, en: 'on' }, ...to.pieces, { zh: done[2] ?? '', en: '' }, ...what.pieces];
    return { en: done[2] === '实施' ? `Implementing ${what.en} on ${to.en}` : `the ${what.en} of ${to.en}`, pieces };
  }
  const applied = appliedIn.exec(text);
  if (applied?.[2] && applied[3]) {
    const [what, where] = [phrase(applied[2]), phrase(applied[3])];
    const verb = phrase(applied[1] ?? '');
    const used = phrase(applied[4] ?? '');
    const parts = [...verb.pieces, ...what.pieces, { zh: '在', en: 'in' }, ...where.pieces];
    const at = parts.reduce((sum, { zh }) => sum + zh.length, 0);
    const rest = text.slice(at, text.length - (applied[4]?.length ?? 0));
    const pieces = [...parts, ...(rest ? [{ zh: rest, en: 'of' }] : []), ...used.pieces];
    return { en: tidy(`${verb.en} the ${/使用/.test(applied[4] ?? '') ? 'Use' : 'Application'} of ${what.en} in ${where.en}`), pieces };
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
