import rows from './verbs.json' with { type: 'json' };

/** What a verb does with a text, or with a day of it. */
export const verbClasses = [
  'repeal',
  'replace',
  'forward',
  'draft',
  'become',
  'base',
  'explain',
  'hold',
  'begin',
  'end',
  'extend',
  'publish',
  'adopt',
  'sign',
  'comment',
  'object',
  'apply',
  'bid',
] as const;
export type VerbClass = (typeof verbClasses)[number];

/** One row of verbs.json. A verb is added there, as one line, and works in every frame (shared/stages/facts/phrases/frames.ts). */
export type Verb = {
  readonly class: VerbClass;
  /** As it stands in a sentence; of an English verb the base form (`take the place of`). */
  readonly word: string;
  readonly lang: 'zh' | 'en';
  /** What the named text can be to it: 代替《旧》 has it as object, 《旧》作废 as subject. Without the field both are usual. */
  readonly takes?: 'object' | 'subject';
  /** An everyday word (取消, 转给) that says this of a text only right beside its name. */
  readonly close?: true;
  /** English forms that do not follow the rule. */
  readonly past?: string;
  readonly participle?: string;
  readonly ing?: string;
};

export const verbs = rows as readonly Verb[];

/** The verbs of a class in one language. */
export const verbsOf = (which: VerbClass, lang: Verb['lang']): readonly Verb[] =>
  verbs.filter((verb) => verb.class === which && verb.lang === lang);
