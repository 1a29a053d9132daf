import { simplify } from '../text/fold.ts';
import { labelNames } from './label-names.ts';

export type LabelKey = keyof typeof labelNames;

/** Every label with the field that it stands for. */
export const labelKeys: ReadonlyMap<string, LabelKey> = new Map(
  (Object.keys(labelNames) as LabelKey[]).flatMap((key) => labelNames[key].map((label) => [label, key] as const)),
);

/** Gateways write the labels in traditional characters; the length stays, so places hold. */
export const simplifyLabel = (text: string): string => (/[發號標機題時來佈開]/.test(text) ? simplify(text) : text);

/** The field whose label a text is, blanks, colons and brackets aside. */
export function labelKeyOf(cell: string): LabelKey | undefined {
  return cell.length > 30 ? undefined : labelKeys.get(simplifyLabel(cell.replace(/[\s:：∶﹕[\]【】]/g, '')));
}
