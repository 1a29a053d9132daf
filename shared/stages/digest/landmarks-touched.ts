import { type Digest, sectionItems } from '../../model/digest.ts';
import type { Link, ShownDocument } from '../../model/document.ts';
import { changingRelations, type Relation } from '../../model/vocabulary.ts';
import { issuerById } from '../../registry/issuers.ts';
import { isVerified, type Landmark, landmarkById } from '../../registry/known.ts';
import { workKey } from '../text/titles.ts';
import type { DigestCandidate } from './item.ts';
import { carriesOut } from './reasons.ts';

const mostLandmarks = 8;
/** Bodies, firms and provinces are named in their items already. */
const notable: ReadonlySet<Landmark['kind']> = new Set(['act', 'programme', 'idea', 'institution', 'place']);
const isNotable = ({ id, kind, mark, place }: Landmark): boolean =>
  notable.has(kind) && isVerified(mark) && place === undefined && issuerById(id) === undefined;

const happening: ReadonlySet<Relation> = new Set<Relation>([
  ...(['repeals', 'supersedes', 'interprets', 'reports', 'forwards', 'draft-of', 'final-of'] as const),
  ...changingRelations.filter((relation) => relation !== 'prevails-over'),
]);

/** A link that says something happened to the text it names; that an act rests on a law, or names it, is no news of the law. */
const touching = (link: Link, document: ShownDocument): boolean => happening.has(link.relation) || carriesOut(link, document);

/**
 * Whether a document is the act of a landmark, carries it out, changes it, explains it or counts under it; what is no act is touched by
 * being named.
 */
function touches({ document }: DigestCandidate, { kind, zh }: Landmark): boolean {
  if (kind !== 'act') return true;
  const key = workKey(zh);
  return [document, ...document.links.filter((link) => touching(link, document)).map(({ to }) => to)].some(
    ({ title }) => title !== undefined && (workKey(title) === key || title.includes(zh)),
  );
}

/** The landmarks that news of the week are, touch or name, at most eight: those of most items, acts first. */
export function landmarksTouched(
  filled: Digest['sections'],
  candidates: ReadonlyMap<string, DigestCandidate>,
): NonNullable<Digest['landmarks']> {
  const items = sectionItems({ sections: filled }).filter(({ what, older }) => what !== 'effect' && !older);
  const named = items.flatMap((item) =>
    (item.mentions?.landmarks ?? []).flatMap((id) => {
      const [landmark, candidate] = [landmarkById(id), candidates.get(item.id)];
      return landmark && candidate && isNotable(landmark) && touches(candidate, landmark) ? [{ landmark, item: item.id }] : [];
    }),
  );
  return [...Map.groupBy(named, ({ landmark }) => landmark)]
    .map(([landmark, all]) => ({ landmark, items: all.map(({ item }) => item) }))
    .toSorted((a, b) => b.items.length - a.items.length || Number(b.landmark.kind === 'act') - Number(a.landmark.kind === 'act'))
    .slice(0, mostLandmarks)
    .map(({ landmark: { id, zh, en }, items: touched }) => ({ id, names: { zh: zh || en, en }, items: touched }));
}
