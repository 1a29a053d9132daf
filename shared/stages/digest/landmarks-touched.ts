import type { Digest } from '../../model/digest.ts';
import { sections } from '../../model/digest.ts';
import { issuerById } from '../../registry/issuers.ts';
import { isVerified, type Landmark, landmarkById } from '../../registry/landmarks.ts';

const mostLandmarks = 8;
/** Bodies, firms and provinces are named in their items already. */
const notable: ReadonlySet<Landmark['kind']> = new Set(['act', 'programme', 'idea', 'institution', 'place']);
const isNotable = ({ id, kind, mark, place }: Landmark): boolean =>
  notable.has(kind) && isVerified(mark) && place === undefined && issuerById(id) === undefined;

/** The landmarks that news of the week are or name, at most eight: those that most items touch, acts first. */
export function landmarksTouched(filled: Digest['sections']): NonNullable<Digest['landmarks']> {
  const items = sections.flatMap((section) => filled[section]).filter(({ what, older }) => what !== 'effect' && !older);
  const touching = items.flatMap((item) => (item.mentions?.landmarks ?? []).map((landmark) => ({ landmark, item: item.id })));
  return [...Map.groupBy(touching, ({ landmark }) => landmark)]
    .flatMap(([id, all]) => {
      const landmark = landmarkById(id);
      return landmark && isNotable(landmark) ? [{ landmark, items: all.map(({ item }) => item) }] : [];
    })
    .toSorted((a, b) => b.items.length - a.items.length || Number(b.landmark.kind === 'act') - Number(a.landmark.kind === 'act'))
    .slice(0, mostLandmarks)
    .map(({ landmark: { id, zh, en }, items: touched }) => ({ id, names: { zh: zh || en, en }, items: touched }));
}
