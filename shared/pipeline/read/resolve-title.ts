import type { Resolution } from '../../model/answers.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { isVerified, type Landmark, landmarks } from '../../registry/landmarks.ts';
import { findSynonyms } from '../../stages/query/synonyms.ts';
import { isAct } from '../../stages/text/acts.ts';
import { distinctiveWords, englishTitleKey } from '../../stages/text/english-title-key.ts';
import { hasHan } from '../../stages/text/language.ts';
import { titleKey, workKey } from '../../stages/text/titles.ts';

/** What a title names, in either language and in anybody's translation. */

export const mostCandidates = 8;

export type ResolutionCandidate = NonNullable<Resolution['candidates']>[number];

export const toCandidate = ({ id, title, number }: { id: string; title: string; number?: string | undefined }): ResolutionCandidate => ({
  id,
  title,
  ...opt('number', number),
});

/** Documents that cite a text that is not stored, by its key. */
export async function namedBy(key: string, context: LookupContext): Promise<NonNullable<Resolution['namedBy']>> {
  const found = (await context.documents.citedBy(key)).slice(0, mostCandidates);
  const heads = await context.documents.heads(found.map(({ documentId }) => documentId));
  return found.flatMap(({ documentId, relation }) => {
    const head = heads.find(({ id }) => id === documentId);
    return head ? [{ id: head.id, title: head.title, relation }] : [];
  });
}

const titled = (heads: readonly ResolutionCandidate[]): Resolution | undefined => {
  const [first, ...more] = heads;
  if (!first) return undefined;
  const ids = heads.map(({ id }) => id);
  if (more.length > 0) return { kind: 'title', held: true, ids, candidates: heads.map(toCandidate) };
  return { kind: 'title', held: true, ids, title: first.title, ...(first.number ? { canonical: first.number } : {}) };
};

/** Most stored documents that share the words of a title. */
const mostCompared = 20;

const landmarkAct = (zh: string): Landmark | undefined => landmarks.find((each) => each.kind === 'act' && each.zh !== '' && each.zh === zh);

/** The landmark's act: stored, else by what is known of it. */
async function byLandmark(landmark: Landmark, context: LookupContext): Promise<Resolution> {
  const known = await byTitle(landmark.zh, context);
  if (known.held) return known;
  const number = landmark.number !== undefined && isVerified(landmark.numberMark ?? '?') ? { canonical: landmark.number } : {};
  return { ...known, kind: 'title', title: landmark.zh, ...number };
}

/** What everybody calls an act in English: PIPL, Generative AI Measures. */
async function byCommonName(title: string, context: LookupContext): Promise<Resolution | undefined> {
  const words = title.split(/\s{1,20}/);
  const { taken, names } = findSynonyms(words) ?? { taken: 0, names: [] };
  if (taken < words.length) return undefined;
  for (const name of names) {
    const landmark = landmarkAct(name) ?? landmarkAct(`中华人民共和国${name}`);
    const found = landmark ? await byLandmark(landmark, context) : await byTitle(name, context);
    if (landmark || found.held) return found;
  }
  return undefined;
}

/** Finds an English title in anybody's translation: a stored act whose English title is alike, else the landmark of that name, stored or not. */
async function byEnglishTitle(title: string, context: LookupContext): Promise<Resolution | undefined> {
  if (hasHan(title)) return undefined;
  const key = englishTitleKey(title);
  if (key === undefined) return byCommonName(title, context);
  const { hits } = await context.search.query({ q: distinctiveWords(key), limit: mostCompared, today: dayOf(context.now()) });
  const held = titled(hits.filter(({ type, english }) => isAct(type) && englishTitleKey(english) === key));
  const landmark = landmarks.find(
    ({ kind, zh, en, aliases }) => kind === 'act' && zh !== '' && [en, ...aliases].some((each) => englishTitleKey(each) === key),
  );
  return held ?? (landmark ? byLandmark(landmark, context) : byCommonName(title, context));
}

/** Resolves a title in any spelling: what it surely names, else what is similar. */
export async function byTitle(text: string, context: LookupContext): Promise<Resolution> {
  const title = /《(.{2,200})》/.exec(text)?.[1] ?? text;
  const exact = titleKey(title);
  const none: Resolution = { kind: 'none', held: false, ids: [] };
  if (exact.length < 3) return none;
  for (const key of [`t:${exact}`, `w:${workKey(title)}`]) {
    const heads = (await context.documents.heads(await context.documents.byKey(key))).filter(({ type }) => isAct(type));
    const found = titled(heads);
    if (found) return found;
  }
  const english = await byEnglishTitle(title, context);
  if (english) return english;
  // A document that cites a text is no candidate for being it.
  const named = await namedBy(`t:${exact}`, context);
  if (named.length > 0) return { kind: 'title', held: false, ids: [], namedBy: named };
  const { hits } = await context.search.query({
    // An English title is anybody's wording: its words, also under their Chinese names.
    q: hasHan(title) ? `"${title.slice(0, 120).replaceAll('"', ' ')}"` : title.slice(0, 120),
    limit: mostCandidates,
    today: dayOf(context.now()),
  });
  return hits.length === 0 ? none : { kind: 'title', held: false, ids: [], candidates: hits.map(toCandidate) };
}
