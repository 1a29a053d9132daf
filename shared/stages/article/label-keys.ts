import { simplify } from '../text/fold.ts';
import { labelNames } from './label-names.ts';

export type LabelKey = keyof typeof labelNames;

/** Every label with the field that it stands for. */
export const keys: ReadonlyMap<string, LabelKey> = new Map(
  (Object.keys(labelNames) as LabelKey[]).flatMap((key) => labelNames[key].map((label) => [label, key] as const)),
);

/** Gateways write the labels in traditional characters; the length stays, so places hold. */
export const plainOf = (text: string): string => (/[發號標機題時來佈開]/.test(text) ? simplify(text) : text);

/** The field whose label a text is, blanks, colons and brackets aside. */
export function keyOf(cell: string): LabelKey | undefined {
  return cell.length > 30 ? undefined : keys.get(plainOf(cell.replace(/[\s:：∶﹕[\]【】]/g, '')));
}
