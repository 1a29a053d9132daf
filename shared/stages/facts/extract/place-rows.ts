import { orEmpty } from '../../../model/values.ts';
import { withLists } from '../../text/words.ts';

/** Rows that say by the words at several places around a quantity what it is; `such` is an example. */
export type PlaceRow = {
  readonly such: string;
  readonly when: Readonly<Record<string, string>>;
  readonly unless?: Readonly<Record<string, string>>;
};
type Lists = Readonly<Record<string, string | readonly string[]>>;

/** Whether a row holds: what it is for stands in all the places that `when` names, and in none that `unless` does. */
export function anyRow(rows: readonly PlaceRow[], lists: Lists, flags = ''): (places: Readonly<Record<string, string>>) => boolean {
  const inForm = withLists(lists);
  const compiled = (forms: PlaceRow['when'] = {}) =>
    Object.entries(forms).map(([place, form]) => [place, new RegExp(inForm(form), flags)] as const);
  const read = rows.map(({ when, unless }) => ({ when: compiled(when), unless: compiled(unless) }));
  return (places) => {
    const holds = ([place, form]: readonly [string, RegExp]): boolean => form.test(orEmpty(places[place]));
    return read.some(({ when, unless }) => when.every(holds) && !unless.some(holds));
  };
}
