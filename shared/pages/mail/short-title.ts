import type { DigestItem } from '../../model/digest.ts';
import { group } from '../../model/values.ts';
import { firstWords } from './english-words.ts';

const kinds = 'Notice|Announcement|Opinions|Measures|Reply|Decision|Letter|Circular|Provisions|Guidelines';
/** The kind of an act and the body that issues it, before what the title is about: `Notice of the … on …`. */
const envelope = new RegExp(`^((?:Several |Interim |Implementing )?(?:${kinds})) of (?:the )?.{3,160}? (?:on|for|in) (?=\\S)`);

/** A title without the body that issues it, with the kind of act behind where there is room: `Monitoring the Use of Green Power (notice)`. */
function withoutBody(english: string, most: number): string | undefined {
  const found = envelope.exec(english);
  if (!found) return undefined;
  const about = english.slice(found[0].length).replace(/^(?:the )?(?:Issuing|Printing and Distributing) (?:the )?/, '');
  const short = `${about.charAt(0).toUpperCase()}${about.slice(1)}`;
  const whole = `${short} (${group(found, 1).toLowerCase()})`;
  return firstWords(whole, most) === whole ? whole : short;
}

/** Whether the title of an item names its first issuer. */
function namesIssuer({ issuers, act, title }: DigestItem): boolean {
  const name = issuers[0]?.name;
  return name !== undefined && (act?.title ?? title).includes(name);
}

const stage = /\s?(\((?:draft|for trial)[^()]{0,40}\))$/i;

/** An English title in at most so many words: without its issuer, who stands beside it, then cut; what stage the text is at stays. */
export function shortTitle(item: DigestItem, english: string, most: number): string {
  if (firstWords(english, most) === english) return english;
  const bare = (namesIssuer(item) && withoutBody(english, most)) || english;
  const [, kept] = stage.exec(bare) ?? [];
  if (kept === undefined) return firstWords(bare, most);
  const short = /^\(draft/i.test(kept) ? '(draft)' : '(trial)';
  return `${firstWords(bare.slice(0, -kept.length).trimEnd(), most - 1)} ${short}`;
}
