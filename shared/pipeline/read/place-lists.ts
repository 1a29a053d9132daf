import type { SourceState } from '../../model/run.ts';
import { opt } from '../../model/values.ts';
import { placeOfBody } from '../../registry/places.ts';
import type { PlaceList } from '../../stages/lineage/chain.ts';
import { findUnseenReason, isEnabled, type WatchedSource } from '../../stages/watch/silence.ts';

/** The oldest day that the lists of a source were read back to. */
function readBackTo({ lists = {}, back = {} }: Pick<SourceState, 'lists' | 'back'>): string | undefined {
  const days = [...Object.values(lists).map(({ oldest }) => oldest), ...Object.values(back).map(({ reached }) => reached)];
  return days.filter((day) => day !== undefined).toSorted()[0];
}

/** Lists of governments and their bureaux that are watched, each at its place; what an exchange or a company puts out carries no act out. */
export const placeLists = (watched: readonly WatchedSource[]): readonly PlaceList[] =>
  watched.flatMap((each): readonly PlaceList[] => {
    const { source, state } = each;
    const place = placeOfBody(source.publisher);
    if (!place || source.kind !== 'official' || !isEnabled(source)) return [];
    const unseen = findUnseenReason(each, undefined);
    const read = { read: state?.lastGoodAt !== undefined, ...opt('readBackTo', state && readBackTo(state)) };
    return [{ place: place.id, id: source.id, names: source.names, ...opt('unseen', unseen), ...read }];
  });
