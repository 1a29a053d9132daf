import { type Verb, type VerbClass, verbsOf } from '../../../registry/verbs.ts';
import { formsOf, oneOf } from '../../text/words.ts';

/**
 * A sentence frame: how a verb and the name of a text stand to each other. It is written once, over all verbs of a class. `before` ends at the
 * name and `after` begins behind it; where both are given, both must match. `《》` in the example is the name, `V` the verb.
 */
type Frame = {
  readonly name: string;
  readonly lang: Verb['lang'];
  /** What the name is to the verb. */
  readonly takes: 'object' | 'subject';
  /** For everyday words, which say this of a text only right beside its name; else for the others. Without it for all. */
  readonly close?: boolean;
  readonly before?: (verbs: string) => string;
  readonly after?: (verbs: string) => string;
  readonly example: string;
};

/** Words between a verb and the name; another verb among them (废止依据《X》发放的许可) has the name as its object. */
const gap = (most: number): string => `(?:(?!根据|依据|依照|按照|修改|修订|制定)[^。；《》，：]){0,${most}}`;
const clauseEnd = '(?=[，。；、！）)\\s]|$)';
/** 《X》规定的收费取消, 《X》第三条停用: something in the text is the subject, not the text. */
const ofTheText = '(?!规定|所|中|内|里|第|确定|设定|明确|列[入明举]|附[件表录]|等)';

const frames: readonly Frame[] = [
  { name: 'V 《X》', lang: 'zh', takes: 'object', close: false, before: (v) => `${v}了?[：:]?${gap(36)}$`, example: '决定V《》。' },
  {
    name: 'V 《X》 alone',
    lang: 'zh',
    takes: 'object',
    close: true,
    before: (v) => `${v}[了给]?(?:原有?|旧|此前的?|[国省市区县州盟局厅部委院校会]{1,2})?\\s{0,3}$`,
    after: () => `^(?:${clauseEnd}|[及和与等并至])`,
    example: '现V《》。',
  },
  { name: '《X》 V', lang: 'zh', takes: 'subject', close: false, after: (v) => `^[^。；《》]{0,48}${v}`, example: '《》自本月起V。' },
  {
    name: '《X》 V alone',
    lang: 'zh',
    takes: 'subject',
    close: true,
    after: (v) => `^${ofTheText}[^。；《》，的]{0,16}${v}(?:${clauseEnd}|[给至各])`,
    example: '《》现V。',
  },
  {
    name: '《X》 by A V',
    lang: 'zh',
    takes: 'object',
    after: (v) => `^${ofTheText}[^。；《》，]{0,12}(?:已|被|由|为|经)[^。；《》，]{0,20}${v}`,
    example: '《》已被新规V。',
  },
  {
    name: '将 《X》 V',
    lang: 'zh',
    takes: 'object',
    before: () => '[将把]了?[^。；《》，]{0,16}$',
    after: (v) => `^${ofTheText}[^。；《》，的]{0,10}${v}`,
    example: '现把《》V。',
  },
  {
    name: '《X》…，其 V',
    lang: 'zh',
    takes: 'subject',
    after: (v) => `^[^。；《》]{0,40}[，；：](?:其|前者|旧版|旧本|该文|该件|原文|原件)[^。；《》，的]{0,16}${v}`,
    example: '《》已不合时宜，其随之V。',
  },
  {
    name: '《X》…，其 by A V',
    lang: 'zh',
    takes: 'object',
    after: (v) => `^[^。；《》]{0,40}[，；：](?:其|前者|旧版|旧本|该文|该件|原文|原件)[^。；《》，]{0,8}[被由为经][^。；《》，]{0,16}${v}`,
    example: '《》已不合时宜，前者由新规V。',
  },
  {
    name: '《X》 的 V',
    lang: 'zh',
    takes: 'object',
    close: false,
    after: (v) => `^的(?:全面|全部|正式)?${v}`,
    example: '《》的V另行通知。',
  },
  { name: 'V X', lang: 'en', takes: 'object', before: (v) => `\\b${v}\\b(?! by)[^.;]{0,40}$`, example: 'The office will V the “”.' },
  {
    name: 'V-ed by A: X',
    lang: 'en',
    takes: 'object',
    before: (v) => `\\b${v} (?:by|from)\\b[^.;:]{0,70}: ?["“]?$`,
    example: 'Ved by the county office: “”.',
  },
  {
    name: 'X is V-ed',
    lang: 'en',
    takes: 'object',
    after: (v) => `^[^.;]{0,30}(?:\\b(?:is|are|was|were|be|been|being|stands?|hereby)\\b(?: \\w{1,12}){0,2}|[,(]) ?${v}\\b`,
    example: 'The “” was Ved last week.',
  },
  { name: 'X V', lang: 'en', takes: 'subject', after: (v) => `^[^.;]{0,30}\\b${v}\\b`, example: 'The “” will V today.' },
];

const fits = (verb: Verb, frame: Frame): boolean =>
  verb.lang === frame.lang &&
  (verb.takes === undefined || verb.takes === frame.takes) &&
  (frame.close === undefined || frame.close === (verb.close ?? false)) &&
  // English verbs without a mark take an object: X repeals nothing.
  !(verb.lang === 'en' && verb.takes === undefined && frame.takes === 'subject');

/** The words of a verb that a frame looks for. */
function wordsIn(verb: Verb, frame: Frame): readonly string[] {
  if (verb.lang === 'zh') return [verb.word];
  const { active, participle } = formsOf(verb);
  return frame.example.includes('Ved') ? [participle] : active;
}

export type Form = { readonly frame: string; readonly before?: RegExp; readonly after?: RegExp };

/** The frames of a class, each compiled over all its verbs. */
export function formsFor(which: VerbClass, lang: Verb['lang']): readonly Form[] {
  const compiled = (source: string): RegExp => new RegExp(source, lang === 'en' ? 'i' : '');
  return frames.flatMap((frame): Form[] => {
    const words = verbsOf(which, lang).flatMap((verb) => (fits(verb, frame) ? wordsIn(verb, frame) : []));
    if (words.length === 0) return [];
    const verbs = oneOf(words);
    return [
      {
        frame: frame.name,
        ...(frame.before ? { before: compiled(frame.before(verbs)) } : {}),
        ...(frame.after ? { after: compiled(frame.after(verbs)) } : {}),
      },
    ];
  });
}

/** A sentence for each frame that a verb works in, for the test that multiplies them: 决定废止《甲办法》。 */
export function examplesOf(verb: Verb, title: string): readonly { readonly frame: string; readonly sentence: string }[] {
  return frames
    .filter((frame) => fits(verb, frame))
    .map((frame) => ({
      frame: frame.name,
      sentence: frame.example
        .replace(/《》|“”/, (marks) => `${marks.charAt(0)}${title}${marks.charAt(1)}`)
        .replace(/Ved|V(?![a-z])/, (slot) => (slot === 'Ved' ? formsOf(verb).participle : verb.word)),
    }));
}
