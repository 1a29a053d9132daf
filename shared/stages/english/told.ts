import type { Piece } from '../english.ts';
import type { Rendered } from './phrase.ts';
import { tokens } from './tokens.ts';
import { readTail, renderWork, typeAtEnd } from './work.ts';

const piece = (zh: string, en: string): Piece => ({ zh, en });

/** 北京发布X行动方案: a headline whose subject is a place. */
export function renderTold(text: string): Rendered | undefined {
  const [first, second] = tokens(text.slice(0, 24));
  const verb = second && /^(?:发布|發佈|印发|印發|出台|公布)$/.test(second.zh) ? second.zh : undefined;
  if (first?.proper !== 'place' || verb === undefined) return undefined;
  const rest = text.slice(first.zh.length + verb.length);
  if (!typeAtEnd(readTail(rest).core)) return undefined;
  const work = renderWork(rest);
  const pieces = [piece(first.zh, first.en), piece(verb, 'Issues'), ...work.pieces];
  return { en: `${first.en} Issues ${/^(?:\d|Several |Ten )/.test(work.en) ? '' : 'the '}${work.en}`, pieces };
}
