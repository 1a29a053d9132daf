import type { Answers } from '../model/answers.ts';
import type { ShownDocument } from '../model/document.ts';
import { opt } from '../model/values.ts';
import { citationText } from '../pages/words/text-name.ts';
import { actIn, articleIn, hasClaim, likeness, type NamedAct, sentencesOf, wordsOfName } from '../stages/claim/briefing.ts';
import { storedFacts } from '../stages/claim/stored.ts';
import { tellDuty } from '../stages/english/clause/sentence.ts';
import { checkClaim } from './claim.ts';
import { findDocument } from './document.ts';

export { sentencesOf } from '../stages/claim/briefing.ts';

/** A pasted text sentence by sentence: which act each speaks of, and what that says. */

type Held = { readonly document?: ShownDocument; readonly several?: true; readonly why: string };

/** From here on a title has all words of a name. */
const leastAlike = 0.55;
const leastAhead = 0.12;
const mostCandidates = 6;

const daysOf = ({ dates }: ShownDocument): string =>
  Object.values(dates)
    .flatMap((date) => (date ? [date.value] : []))
    .join(' ');
const isOver: readonly string[] = ['repealed', 'superseded', 'expired'];

/** Of several the one that is of the year, the body and the stage that the name tells; else those in force before those that are over. */
function meant(name: string, all: readonly ShownDocument[]): readonly ShownDocument[] {
  const [year] = /\b(?:19|20)\d\d\b|(?:19|20)\d\d(?=年)/.exec(name) ?? [];
  const tells: readonly ((document: ShownDocument) => boolean)[] = [
    (document) => year === undefined || daysOf(document).includes(`${year}-`) || document.title.includes(year),
    ({ issuers }) => issuers.some(({ english }) => english !== undefined && name.includes(english)),
    ({ status }) => (status === 'draft') === /draft|征求意见|草案/i.test(name),
    ({ status }) => !isOver.includes(status),
  ];
  return tells.reduce((left, fits) => (left.length > 1 && left.some(fits) ? left.filter(fits) : left), all);
}

/** The act that a name stands for: where two fit, none. */
async function heldAs(name: string, answers: Answers): Promise<Held> {
  const { document } = await findDocument(name, answers);
  if (document) return { document, why: '' };
  const ranked = (await answers.register.sharing(wordsOfName(name)))
    .map((each) => ({ ...each, alike: likeness(name, each) }))
    .toSorted((a, b) => b.alike - a.alike);
  const near = ranked.filter(({ alike }) => alike >= leastAlike && alike > (ranked[0]?.alike ?? 0) - leastAhead);
  if (near.length === 0) return { why: `No held document is surely "${name}".` };
  const documents = near.length > mostCandidates ? [] : await Promise.all(near.map(({ id }) => answers.document(id)));
  const [only, ...others] = meant(
    name,
    documents.filter((each) => each !== undefined),
  );
  if (only && others.length === 0) return { document: only, why: '' };
  const titles = (only ? [only, ...others] : near).slice(0, 2).map(({ title }) => title);
  return { several: true, why: `"${name}" may be ${titles.join(' or ')}: name one.` };
}

/** Each sentence with the act that it names, or else the one named last. */
async function spokenOf(pasted: string, first: string | undefined, answers: Answers) {
  const known = new Map<string, Promise<Held>>();
  const hold = (name: string): Promise<Held> => {
    const held = known.get(name) ?? heldAs(name, answers);
    known.set(name, held);
    return held;
  };
  let last: Held = first === undefined ? { why: 'No act is named yet: name one, or give it as `act`.' } : await hold(first);
  const told: { readonly sentence: string; readonly says: string; readonly held: Held }[] = [];
  for (const sentence of sentencesOf(pasted)) {
    const named: NamedAct | undefined = actIn(sentence);
    // "The labelling measures" are those spoken of, where they may be.
    const same = named && last.document && likeness(named.name, titled(last.document)) >= leastAlike && !named.sure;
    const held = named && (same ? last : await hold(named.name));
    // "Testing rules" need not be an act: only what is written as a title is looked for in vain.
    const taken = held && (held.document || held.several || named.sure) ? named : undefined;
    if (held && taken) last = held;
    told.push({ sentence, says: taken?.rest ?? sentence, held: last });
  }
  return told;
}

const titled = ({ title, english }: ShownDocument) => ({ title, english: english.title });

type Spoken = Awaited<ReturnType<typeof spokenOf>>[number];

async function checked({ sentence, says, held: { document, several, why } }: Spoken, answers: Answers) {
  if (!hasClaim(says) && !(document && storedFacts(says, document)))
    return { sentence, verdict: 'no claim found' as const, why: 'Nothing in it can be checked against an act.', passages: [] };
  if (!document) return { sentence, verdict: several ? ('unclear' as const) : ('text not held' as const), why, passages: [] };
  const { article, says: claimed } = articleIn(says);
  const {
    verdict,
    why: reason,
    passages,
  } = await checkClaim(document, { says: claimed.slice(0, 1000), ...opt('article', article) }, answers);
  const { id, title, english, url } = document;
  const named = { id, title, ...(english.title !== title && { english: english.title }), url };
  const told = passages.map((each) => ({ ...each, ...opt('english', tellDuty(each.quote, document.status === 'draft')) }));
  return {
    ...{ sentence, verdict, why: reason, act: named, passages: told },
    ...{ archived: `/api/v1/documents/${id}/pack`, footnote: citationText(document, told[0]?.article) },
  };
}

/** Each sentence of a pasted text, and what the act that it names, or the one named last (`first` at the beginning), says of it. */
export async function checkSentences(pasted: string, first: string | undefined, answers: Answers) {
  const sentences: Awaited<ReturnType<typeof checked>>[] = [];
  for (const spoken of await spokenOf(pasted, first, answers)) sentences.push(await checked(spoken, answers));
  return sentences;
}
