import { wordPairs } from '../../registry/title-words.ts';
import { piece, type Rendered, type TitleText } from './title-text.ts';
import { tokenize } from './tokens.ts';
import { readTypeAtEnd, readTypeSuffix, renderWork } from './work-title.ts';

/** 北京发布X行动方案: a headline whose subject is a place. */
export function renderPlaceHeadline(text: TitleText): Rendered | undefined {
  const [first, second] = tokenize(text.slice(0, 24));
  const verb = second && /^(?:发布|發佈|印发|印發|出台|公布)$/.test(second.zh) ? second.zh : undefined;
  if (first?.proper !== 'place' || verb === undefined) return undefined;
  const rest = text.slice(first.zh.length + verb.length);
  if (!readTypeAtEnd(readTypeSuffix(rest).core)) return undefined;
  const work = renderWork(rest);
  const pieces = [piece(first.zh, first.en), piece(verb, 'Issues'), ...work.pieces];
  return { en: `${first.en} Issues ${/^(?:\d|Several |Ten )/.test(work.en) ? '' : 'the '}${work.en}`, pieces };
}

/** 公布对X实施Y的决定 behind the number of an announcement. */
export function renderAnnounced(text: TitleText): Rendered | undefined {
  if (!/^公布.{4,120}的决定$/.test(text.text)) return undefined;
  const inner = renderWork(text.slice(2));
  return { en: `Announcing the ${inner.en}`, pieces: [piece(text.slice(0, 2), 'Announcing'), ...inner.pieces] };
}

/** X政策解读, X答记者问 */
export function renderReading(text: TitleText): Rendered | undefined {
  const [, work, end = ''] = /^(.{6,80}?)((?:政策)?解读|答记者问)$/.exec(text.folded) ?? [];
  if (work === undefined || /[:：丨|]/.test(text.text)) return undefined;
  const inner = renderWork(text.slice(0, work.length));
  const label = end === '答记者问' ? 'Press Q&A on' : 'Interpretation of';
  return { en: `${label} the ${inner.en}`, pieces: [...inner.pieces, piece(text.slice(work.length), label)] };
}

/** A headline whose subject are bodies: The Ministry of Education Launches …; `many` of them launch. */
export function renderHeadline(subject: string, many: boolean, deed: string): string {
  const [first = '', ...rest] = deed.split(' ');
  const verb = wordPairs['headline-verbs'][first];
  if (verb === undefined) return `${subject.replace(/^the /, '')} ${deed}`;
  const third = /(?:sh|ch|s)$/.test(verb) ? `${verb}es` : /[^aeo]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
  return [subject.replace(/^the /, 'The '), many ? verb : third, ...rest].join(' ');
}
