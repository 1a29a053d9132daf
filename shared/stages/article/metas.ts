import type { Dom } from '../html/dom.ts';

export function meta(dom: Dom, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = dom.metas.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return undefined;
}

export const hasOfficialMetas = (dom: Dom): boolean =>
  ['articletitle', 'siteidcode', 'contentsource', 'columnname'].some((name) => dom.metas.has(name));
