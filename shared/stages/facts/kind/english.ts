import type { DocumentType } from '../../../model/vocabulary.ts';
import type { PublisherKind } from './publisher.ts';

type TypeRule = readonly [pattern: RegExp, type: DocumentType];

const noActs: readonly TypeRule[] = [
  [/\b(?:tender|invitation to bid|bidding announcement|procurement notice)\b/, 'procurement'],
  [/\b(?:filing service|price target|target price|stocks? to buy|broker recommendations)\b/, 'other'],
  [/\bwhite paper\b|\bblue book\b/, 'white-paper'],
];

/** A title that is the name of an act, not a sentence about one. */
const acts: readonly TypeRule[] = [
  [/\((?:draft|draft for comments?|exposure draft|draft for (?:soliciting|public) (?:opinions|comments?))\)$/, 'draft'],
  [/^draft .{2,160} for (?:public )?comments?$/, 'draft'],
  [/^(?:interim |provisional |trial |municipal )?(?:measures|administrative measures) (?:for|on)\b/, 'measures'],
  [/^(?:interim |provisional |municipal )?(?:provisions|rules) (?:on|for)\b/, 'measures'],
  [
    /^(?:regulations?|ordinance) of .{2,60}(?:municipality|province|special economic zone|city)\b|^.{2,40} municipal regulations? on\b/,
    'local-regulation',
  ],
  [/^(?:[a-z]+ ){0,4}law of the people'?s republic of china$/, 'law'],
  [/^(?:implementation |guiding )?opinions (?:of|on)\b/, 'opinions'],
  [/^(?:three-year )?action plan (?:for|on|of)\b|^(?:implementation|work) plan (?:for|on)\b|^outline (?:of|for)\b/, 'plan'],
  [/^notice (?:of|on)\b/, 'notice'],
  [/^announcement (?:of|on)\b/, 'announcement'],
  [/^guidelines? (?:for|on)\b/, 'guideline'],
];

/** Titles that open with the place or body of an act (Shanghai Municipal Measures on …), believed where its articles follow. */
const placed: readonly TypeRule[] = [
  [/^(?:[a-z’'-]{2,20} ){1,5}(?:measures|provisions|rules) (?:of|on|for)\b/, 'measures'],
  [/^(?:[a-z’'-]{2,20} ){1,5}regulations? (?:of|on|for)\b/, 'local-regulation'],
];
const articles = /\barticle (?:1|one)\b/;

/** English pages: the name of an act is that act (a translation); else who publishes decides. Arguments are lower case. */
export function englishType(title: string, head: string, publisher: PublisherKind): DocumentType {
  const first = (rules: readonly TypeRule[]): DocumentType | undefined => rules.find(([pattern]) => pattern.test(title))?.[1];
  const none = first(noActs);
  if (none) return none;
  const act = first(acts) ?? (articles.test(head) ? first(placed) : undefined);
  if (act && publisher !== 'media') return act;
  if (/\b(?:q&a|explained|explainer|interpretation of|reading of)\b/.test(title)) return 'interpretation';
  if (publisher === 'research') return 'analysis';
  if (publisher === 'company') return 'company';
  if (publisher === 'media' || publisher === 'official') return 'news';
  return /\b(?:xinhua|reuters|staff reporter|said on (?:mon|tues|wednes|thurs|fri)day|announced on)\b/.test(head)
    ? 'news'
    : /^what |^why |^how |:\s|\banalysis\b/.test(title)
      ? 'analysis'
      : 'news';
}
