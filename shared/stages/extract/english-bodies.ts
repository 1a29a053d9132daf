import type { Issuing } from './bodies.ts';

const acronym =
  '(?:MIIT|MOST|MOE|MOFCOM|MOF|MPS|SAMR|CAC|NDRC|NDA|NEA|NHC|MOT|MOHRSS|MOHURD|MEE|MOJ|NRTA|PBOC|CSRC|SASAC|NMPA|CNIPA|SAC|TC260|CMA|MCT|MNR|MARA|GACC)';
const named =
  '(?:(?:General Office of the )?(?:State Council|CPC Central Committee)|(?:National|State) [A-Z]\\w+(?: (?:and |of |for )?[A-Z]\\w+){0,5}|Ministry of [A-Z]\\w+(?:(?:,| and|, and)? [A-Z]\\w+){0,4}|Cyberspace Administration(?: of China)?|[A-Z]\\w+ government office)';
const body = `(?:${named}|${acronym})`;
const list = `(?:[Tt]he )?(${body}(?:(?:, |,? and |,? (?:together |along )?with )(?:the )?${body}){0,8})`;
const issuedBy = new RegExp(
  `${list}(?: and (?:three|two|four|five|six|seven|eight|nine|\\d+) (?:other|sister|national)[a-z ]*)?,?(?: has| have| had)?(?: jointly)? (?:issued|released|published|drafted|signed|put|forwarded|promulgated|unveiled)`,
);
const passive = new RegExp(`(?:issued|released|published|drafted|forwarded|led|plan) (?:jointly )?(?:by|of) ${list}`, 'i');
const signature = new RegExp(`^\\s{0,6}${list}\\s{1,6}(?:20\\d\\d|[A-Z][a-z]+ \\d|\\d{1,2} [A-Z])`);

/** Bodies that an English sentence says issued the text. */
export function bodiesInEnglish(text: string): Issuing | undefined {
  if (/General Offices of the CPC Central Committee and the State Council/.test(text)) {
    const names = ['General Office of the CPC Central Committee', 'General Office of the State Council'];
    return { names, lead: names[0] ?? '' };
  }
  const found = signature.exec(text) ?? issuedBy.exec(text) ?? passive.exec(text);
  if (!found?.[1]) return undefined;
  const names = found[1].match(new RegExp(body, 'g')) ?? [];
  const lead = names[0];
  return lead ? { names, lead } : undefined;
}
