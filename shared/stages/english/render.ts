import { fold } from '../../registry/script.ts';
import type { Piece } from '../english.ts';
import { type Head, readHead } from './head.ts';
import { phrase, type Rendered, tidy } from './phrase.ts';
import { landmarkName, placeAt, readTail, renderWork, typeWord } from './work.ts';

const piece = (zh: string, en: string): Piece => ({ zh, en });

const openers: readonly (readonly [RegExp, string])[] = [
  [/^[（(【]转载[）)】]\s{0,3}/, '(Repost)'],
  [/^[（(【](?:受权发布|授权发布)[）)】]\s{0,3}|^(?:受权发布|授权发布)\s{0,3}[丨｜|:：]\s{0,3}/, '(Authorized Release)'],
  [/^(?:专家解读|专家观点)(?:之[一二三四五六七八九十]{1,2})?\s{0,3}[丨｜|:：]\s{0,3}/, 'Expert Interpretation:'],
  [/^(?:政策)?解读\s{0,3}[丨｜|:：]\s{0,3}/, 'Policy Interpretation:'],
  [/^全文\s{0,3}[丨｜|:：]\s{0,3}/, 'Full Text:'],
  [/^(?:图解|图说|图文解读|一图读懂|一图看懂|一张图[读看]懂)\s{0,3}[丨｜|:：]?\s{0,3}/, 'Infographic:'],
  [/^视频\s{0,3}[丨｜|:：]\s{0,3}/, 'Video:'],
  [/^评论\s{0,3}[丨｜|:：]\s{0,3}/, 'Commentary:'],
];
const closers: readonly (readonly [RegExp, string])[] = [
  [/^(?:的)?(?:政策)?解读(?:稿|材料|之[一二三])?$/, 'Interpretation of'],
  [/^(?:图文|图片|视频)解读$/, 'Illustrated Interpretation of'],
  [/^(?:有关负责人)?答记者问$/, 'Press Q&A on'],
  [/^(?:政策)?(?:问答|答问)$/, 'Q&A on'],
  [/^的?(?:起草)?说明$/, 'Explanation of'],
  [/^的审议报告$/, 'Deliberation Report on'],
];
const typeEnd = /的?(通知|公告|通告|决定|函|批复|通报|意见|公示|答复|复函|指导意见|实施意见|建议)$/;

/** How a sentence goes on after issuers: "Notice of X on …"; without a type the issuers are its subject. */
const by = (head: Head | undefined): string => (head ? ` of ${head.issuers}` : '');

function typeAtEnd(text: string): { zh: string; en: string } | undefined {
  const match = typeEnd.exec(fold(text));
  const en = match && typeWord(match[1] ?? '');
  return match && en ? { zh: text.slice(match.index), en } : undefined;
}

/** English around one quoted work, by what stands before and after it; undefined when the frame is not known. */
function frame(before: string, after: string, work: string, head: Head | undefined): string | undefined {
  const type = typeAtEnd(after)?.en;
  const comment = /征求.{0,10}意见|征集.{0,10}意见/.test(before + after) || (/公开征求/.test(before) && /意见$/.test(after));
  if (
    comment &&
    /^(?:关于|就|对|公开征求|征求|关于对|关于就|关于公开征求|关于征求)?$/.test(before) &&
    /^(?:等\d{1,3}项[\u4e00-\u9fff]{2,12})?(?:公开|再次公开)?(?:征求|征集|的)?(?:社会|公众)?(?:公众)?的?意见(?:建议)?的?(?:通知|公告|通告|函|启事)?$|^(?:公开)?征求意见/.test(
      after,
    )
  ) {
    const counted = /^等(\d{1,3})项/.exec(after)?.[1];
    const others = counted ? ` and Others (${counted} in All)` : '';
    return type && type !== 'Opinions'
      ? `${type}${by(head)} on Soliciting Public Comments on the ${work}${others}`
      : `Solicitation${by(head)} of Public Comments on the ${work}${others}`;
  }
  const verb = /^(?:关于)?(?:联合)?(印发|发布|公布|出台|下发|转发|重新印发)$/.exec(before)?.[1];
  if (verb) {
    const gerund = verb === '转发' ? 'Forwarding' : 'Issuing';
    if (type) return `${type}${by(head)} on ${gerund} the ${work}`;
    if (after === '' && head) return `${head.issuers.replace(/^the /, 'The ')} ${head.many ? 'Issue' : 'Issues'} the ${work}`;
  }
  if (before === '' || before === '关于') {
    const closer = closers.find(([pattern]) => pattern.test(after));
    if (closer) return `${closer[1]} the ${work}${by(head)}`;
    if (after === '') return head ? `${work}${by(head)}` : work;
    const news = /^(?:正式)?(印发|发布|公布|出台|实施|施行)(.{0,60})$/.exec(after);
    if (news) return `${work} ${/施/.test(news[1] ?? '') ? 'Takes Effect' : 'Issued'}${news[2] ? `: ${phrase(news[2]).en}` : ''}`;
  }
  return undefined;
}

/** A title with 《X》 in it. */
function renderQuoted(text: string, head: Head | undefined): Rendered | undefined {
  const open = text.indexOf('《');
  const close = text.lastIndexOf('》');
  if (open < 0 || close < open) return undefined;
  const before = text.slice(0, open);
  const tail = readTail(text.slice(close + 1));
  const raw = text.slice(open + 1, close);
  const nested = /^〈(.{2,80})〉(.{0,20})$/.exec(raw);
  const inside = nested?.[1] ?? raw;
  const work = readHead(inside)?.rest.startsWith('关于') ? renderTitle(inside) : renderWork(inside);
  const closing = nested ? [piece('〉', ''), ...(nested[2] ? phrase(nested[2]).pieces : [])] : [];
  const left = phrase(before);
  const right = phrase(tail.core);
  const pieces = [
    ...(before ? left.pieces : []),
    piece(nested ? '《〈' : '《', ''),
    ...work.pieces,
    ...closing,
    piece('》', ''),
    ...(tail.core ? right.pieces : []),
    ...tail.pieces,
  ];
  const framed = frame(fold(before).trim(), (nested?.[2] ?? '') + fold(tail.core).trim(), work.en, head);
  const plain = `${head ? `${head.issuers}: ` : ''}${left.en} ${work.en} ${right.en}`;
  return { en: tidy(`${framed ?? plain} ${tail.en}`), pieces };
}

/** 关于X的通知, with X either the name of a work that is issued or something to be done. */
function renderAbout(text: string, head: Head | undefined): Rendered | undefined {
  const tail = readTail(text);
  const start = /^(?:关于|对)/.exec(fold(tail.core))?.[0];
  const type = typeAtEnd(tail.core);
  if (!start || !type || start.length + type.zh.length >= tail.core.length) return undefined;
  const middle = tail.core.slice(start.length, -type.zh.length);
  const issuing = /^(?:印发|发布|公布|转发|下发)/.exec(fold(middle))?.[0];
  const inner = issuing ? renderWork(middle.slice(issuing.length)) : phrase(middle);
  const verb = issuing ? (issuing === '转发' ? 'Forwarding the ' : 'Issuing the ') : '';
  const pieces = [
    piece(tail.core.slice(0, start.length), 'on'),
    ...(issuing ? [piece(middle.slice(0, issuing.length), verb.replace(' the ', ''))] : []),
    ...inner.pieces,
    piece(type.zh, type.en),
    ...tail.pieces,
  ];
  return { en: tidy(`${type.en}${by(head)} ${start === '对' ? 'to' : 'on'} ${verb}${inner.en} ${tail.en}`), pieces };
}

function renderRest(text: string, head: Head | undefined): Rendered {
  const framed = renderQuoted(text, head) ?? renderAbout(text, head);
  if (framed) return framed;
  const reading = /^(.{6,80}?)((?:政策)?解读|答记者问)$/.exec(fold(text));
  if (reading?.[1] && !head && !/[:：丨|]/.test(text)) {
    const inner = renderWork(text.slice(0, reading[1].length));
    const label = reading[2] === '答记者问' ? 'Press Q&A on' : 'Interpretation of';
    return { en: `${label} the ${inner.en}`, pieces: [...inner.pieces, piece(text.slice(reading[1].length), label)] };
  }
  const work = renderWork(text);
  return head ? { en: tidy(`${head.issuers.replace(/^the /, '')} ${work.en}`), pieces: work.pieces } : work;
}

/** English of a title and its pieces, in the order of the Chinese. */
export function renderTitle(title: string): Rendered {
  for (const [pattern, label] of openers) {
    const match = pattern.exec(title);
    if (!match || match[0].length >= title.length) continue;
    const inner = renderTitle(title.slice(match[0].length));
    return { en: tidy(`${label} ${inner.en}`), pieces: [piece(match[0], label), ...inner.pieces] };
  }
  if (landmarkName(title)) return renderWork(title);
  const colon = /[:：]|——/.exec(title);
  const head = readHead(title);
  if (head && head.rest !== '') {
    const rest = renderRest(head.rest, head);
    return { en: rest.en, pieces: [...head.pieces, ...rest.pieces] };
  }
  if (colon && colon.index > 1 && !title.slice(0, colon.index).includes('《') && !placeAt(title)) {
    const left = phrase(title.slice(0, colon.index));
    const right = renderTitle(title.slice(colon.index + colon[0].length));
    return { en: tidy(`${left.en}: ${right.en}`), pieces: [...left.pieces, piece(colon[0], ':'), ...right.pieces] };
  }
  return renderRest(title, undefined);
}
