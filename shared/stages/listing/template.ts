import { orEmpty } from '../../model/values.ts';
/** Puts values into an address: `/detail?id={bbbs}`. Nothing when a value is missing, for half an address leads elsewhere. */
export function fill(template: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
  let missing = false;
  const filled = template.replaceAll(/\{([\w.]{1,60})\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '') missing = true;
    return encodeURIComponent(orEmpty(value));
  });
  return missing ? undefined : filled;
}
