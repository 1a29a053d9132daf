import { orEmpty } from '../../model/values.ts';
import lists from './word-lists.json' with { type: 'json' };

/** Endings under which names are given out, besides the one-part ones: example.gov.cn is a site, gov.cn is its ending. */
export const publicSuffixes = new Set(lists.publicSuffixes);
/** Hosts that show the page of the main site to telephones, or in Traditional characters. */
const variantHosts = /^(?:(?:wap|m|3g|4g|mobile|touch|h5|big5)\.){1,2}(?=[^.]{1,63}\.[^.])/;
/** Sites that moved, or stand under two names, with the same paths under both. */
const movedSites: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)xinhuanet\.com$/, '$1news.cn'],
  [/(^|\.)chinanews\.com$/, '$1chinanews.com.cn'],
  [/(^|\.)moe\.edu\.cn$/, '$1moe.gov.cn'],
];

/** Whether the name is that of a whole Chinese site, with nothing before it: example.gov.cn, but not drc.example.gov.cn. Elsewhere a bare name is a site's own. */
function isBare(name: string): boolean {
  if (!name.endsWith('.cn')) return false;
  const labels = name.split('.');
  if (labels.length < 2 || /^\d{1,3}$/.test(orEmpty(labels.at(-1)))) return false;
  // www.gov.cn and gov.cn: an ending that is a site itself.
  if (publicSuffixes.has(name)) return true;
  return labels.length === (publicSuffixes.has(labels.slice(-2).join('.')) ? 3 : 2);
}

/** One name for the hosts of one site: lower case, no closing dot, twins for telephones led back, `www.` before a bare name. */
export function canonicalHost(name: string): string {
  let host = name.toLowerCase().replace(/\.$/, '').replace(variantHosts, '');
  for (const [from, to] of movedSites) host = host.replace(from, to);
  return !host.startsWith('www.') && isBare(host) ? `www.${host}` : host;
}
