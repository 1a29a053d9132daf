import type { Dates, Section } from '../model/article.ts';
import type { Classified } from '../model/document.ts';
import type { DocumentFigure, Window } from '../model/facts.ts';
import type { Bearing } from '../model/summary.ts';
import { opt } from '../model/values.ts';
import type { DocumentType } from '../model/vocabulary.ts';
import { withAttached } from './attachment/attached.ts';
import { readArticleFacts, readBearing } from './facts/article-facts.ts';
import { readFigures } from './facts/figures.ts';
import { readWindows } from './facts/windows.ts';
import { compareReadings, compareTexts, sameWords } from './identity/compare.ts';
import { compareActs, compareSubjects } from './identity/compare-acts.ts';

import { differencesOf, wordingOf } from './identity/copies.ts';
import { joinArticles } from './identity/identify.ts';
import { enoughAlike } from './identity/merge.ts';
import { joinWrapped } from './text/normalise.ts';
import { structureOf } from './text/structure.ts';
import { addWords, understand } from './understand.ts';

export type FactsInput = {
  readonly title: string;
  readonly type: DocumentType;
  readonly dates: Dates;
  readonly language: string;
  readonly day?: string;
  readonly text: string;
  readonly whole: string;
};
export type RegisteredFacts = { readonly figures: readonly DocumentFigure[]; readonly windows: readonly Window[] };
export type StatedFacts = RegisteredFacts & {
  readonly structure: readonly Section[];
  readonly bearing: Bearing;
};

const registered = ({ title, type, dates, language, day, whole }: Omit<FactsInput, 'text'>, sentences: string): RegisteredFacts => ({
  figures: readFigures({ title, text: sentences, type, language, ...opt('day', day) }),
  windows: readWindows({ title, text: whole, type, dates }),
});

const registeredFacts = (input: Omit<FactsInput, 'text'>): RegisteredFacts => registered(input, joinWrapped(input.whole));

/** What a text states counts wherever it stands. */
function facts({ text, ...asked }: FactsInput): StatedFacts {
  const { type, dates, day, whole } = asked;
  const sentences = joinWrapped(whole);
  return {
    ...registered(asked, sentences),
    structure: structureOf(text),
    bearing: readBearing({
      text: sentences,
      title: asked.title,
      type,
      ...opt('day', dates.signed?.value ?? day ?? dates.published?.value),
    }),
  };
}

/** The document of a new page, and the hash of its wording: asked together, since the texts go to another thread. */
function understandPage(...given: Parameters<typeof understand>): { readonly document: Classified; readonly wording: string } {
  const document = understand(...given);
  return { document, wording: wordingOf(document) };
}

/**
 * Stages that work on whole texts from outside: the worker does them, where a deadline and a memory cap hold. Plain data in, plain data
 * out.
 */
export const workerStages = {
  understand,
  understandPage,
  withAttached,
  joinArticles,
  compareReadings,
  compareTexts,
  compareActs,
  compareSubjects,
  readArticleFacts,
  differencesOf,
  sameWords,
  enoughAlike,
  facts,
  registeredFacts,
  addWords,
} as const;
export type TextStages = typeof workerStages;
