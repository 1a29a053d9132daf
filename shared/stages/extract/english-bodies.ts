import type { Issuing } from './bodies.ts';

const acronym =
  '(?:MIIT|MOST|MOE|MOFCOM|MOF|MPS|SAMR|CAC|NDRC|NDA|NEA|NHC|MOT|MOHRSS|MOHURD|MEE|MOJ|NRTA|PBOC|CSRC|SASAC|NMPA|CNIPA|SAC|TC260|CMA|MCT|MNR|MARA|GACC)';
/** A capitalised word of a name; one that opens another body's name ends the name before it. */
const word = "(?!(?:Ministry|National|State|General|Cyberspace|Supreme|People)\\b)[A-Z][\\w'’-]{1,24}";
const of = `(?: (?:of|for|on) (?:the )?${word}(?:(?:,| and|, and| of(?: the)?)? ${word}){0,4})`;
const kind =
  '(?:Commission|Bureau|Administration|Department|Office|Council|Government|Committee|Court|Congress|Authority|Procuratorate|Academy)';
const named = `(?:Standing Committee of the (?:[A-Z][\\w'’-]{1,24} ){1,5}Congress|(?:General Offices? of the )?(?:State Council|CPC Central Committee)|(?:General Office of the )?Ministry${of}|Cyberspace Administration(?: of China)?|People['’]s Bank of China|(?:National|State|Supreme|General) [A-Z][\\w'’]{1,24}(?: (?:and |of |for )?${word}){0,5}|(?:[A-Z][\\w'’-]{1,24} (?:(?:of|for) (?:the )?|and )?){0,6}${kind}${of}?|[A-Z][a-z]{1,24} government office|[A-Z][\\w-]{1,24}(?:'s)? (?:provincial|municipal|city|district) government)`;
const body = `(?:${named}|${acronym})`;
const list = `\\b(?:[Tt]he |China['’]s )?(${body}(?:(?:, |,? and |,? (?:together |along |jointly )?with )(?:the )?${body}){0,8})`;
const day =
  '(?: on (?:[A-Z][a-z]+ \\d{1,2}(?:, 20\\d\\d)?|\\d{1,2} [A-Z][a-z]+(?: 20\\d\\d)?|[A-Z][a-z]+day)| (?:yesterday|today|this week|last week|recently))?';
const verb =
  '(?:issued|released|published|approved|drafted|signed|put|forwarded|promulgated|unveiled|circulated|rolled out|relayed|(?:is|are) (?:seeking|soliciting|inviting)|seeks?|invites?|(?<=(?:Congress|Committee|Council)[^.;]{0,24})(?:adopted|passed)|(?:opened|launched) (?:a |an )?(?:public )?consultation|announced(?= (?:the |its )?“))\\b';
const others = '(?: and (?:(?:two|three|four|five|six|seven|eight|nine|ten|\\d+) )?(?:other|sister|national|further)[a-z ]{0,24})?';
const issuedBy = new RegExp(`${list}${others},?${day}(?: has| have| had)?(?: jointly| also| formally)? ${verb}`);
const passive = new RegExp(
  `(?:(?:issued|released|published|drafted|forwarded|promulgated|led|plan) (?:jointly )?(?:by|of)|(?:circular|notice|guidelines?|opinions|rules|measures) (?:from|by)) ${list}`,
  'i',
);
const signature = new RegExp(`^\\s{0,6}${list}\\s{1,6}(?:20\\d\\d|[A-Z][a-z]+ \\d|\\d{1,2} [A-Z])`);
const piece = new RegExp(body, 'g');
const opening = /^(?:On|In|By|The|This|A|An|Yesterday|Today|China['’]s) /;

/** Bodies that an English sentence says issued the text. */
export function bodiesInEnglish(text: string): Issuing | undefined {
  if (/General Offices of the CPC Central Committee and the State Council/.test(text)) {
    const names = ['General Office of the CPC Central Committee', 'General Office of the State Council'];
    return { names, lead: names[0] ?? '' };
  }
  // Titles name bodies, too: what stands in quotation marks issued nothing.
  const outside = text.replace(/["“][^"”“]{0,200}["”]/g, '“”');
  const found = signature.exec(outside) ?? issuedBy.exec(outside) ?? passive.exec(outside);
  if (!found?.[1]) return undefined;
  const names = (found[1].match(piece) ?? []).map((each) => each.replace(opening, ''));
  const lead = names[0];
  return lead ? { names: [...new Set(names)], lead } : undefined;
}
