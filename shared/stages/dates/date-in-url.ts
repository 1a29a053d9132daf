import { isRealDay, toIsoDay } from './calendar.ts';

const dayInPath = [
  /\/t((?:19|20)\d{2})(\d{2})(\d{2})_\d/,
  /\/((?:19|20)\d{2})-(\d{2})\/(\d{2})\//,
  /\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\//,
  /\/((?:19|20)\d{2})\/(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})(\d{2})(\d{2})\//,
  /\/((?:19|20)\d{2})-(\d{2})-(\d{2})\//,
] as const;

const yearInPath = /\/t?(?:19|20)\d{2}/;

/** The day that an address carries by the habits of Chinese sites, `YYYY-MM-DD`; a month alone gives nothing. */
export function dateInUrl(url: string): string | undefined {
  const name = URL.parse(url)?.pathname;
  if (name === undefined || !yearInPath.test(name)) return undefined;
  for (const pattern of dayInPath) {
    const match = pattern.exec(name);
    const day = match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
    if (day && day.year >= 1990 && isRealDay(day)) return toIsoDay(day);
  }
  return undefined;
}
