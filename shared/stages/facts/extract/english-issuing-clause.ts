import { group } from '../../../model/values.ts';
import type { IssuingClause } from './issuing-clause.ts';

const acronym =
  '(?:MIIT|MOST|MOE|MOFCOM|MOF|MPS|SAMR|CAC|NDRC|NDA|NEA|NHC|MOT|MOHRSS|MOHURD|MEE|MOJ|NRTA|PBOC|CSRC|SASAC|NMPA|CNIPA|SAC|TC260|CMA|MCT|MNR|MARA|GACC)';
/** A capitalised word of a name; one that opens another body's name ends the name before it. */
const word = "(?!(?:Ministry|National|State|General|Cyberspace|Supreme|People)\\b)[A-Z][\\w'’-]{1,24}";
const of = `(?: (?:of|for|on) (?:the )?${word}(?:(?:,| and|, and| of(?: the)?)? ${word}){0,4})`;
const kind =
  '(?:Commission|Bureau|Administration|Department|Office|Council|Government|Committee|Court|Congress|Authority|Procuratorate|Academy)';
const named = `(?:Standing Committee of the (?:[A-Z][\\w'’-]{1,24} ){1,5}Congress|(?:General Offices? of the )?(?:State Council(?! [A-Z])|CPC Central Committee)|(?:General Office of the )?Ministry${of}|Cyberspace Administration(?: of China)?|People['’]s Bank of China|(?:National|State|Supreme|General) [A-Z][\\w'’]{1,24}(?: (?:and |of |for )?${word}){0,5}|(?:[A-Z][\\w'’-]{1,24} (?:(?:of|for) (?:the )?|and )?){0,6}${kind}${of}?|[A-Z][a-z]{1,24} government office|[A-Z][\\w-]{1,24}(?:'s)? (?:provincial|municipal|city|district) government)`;
const body = `(?:${named}|${acronym})`;
const day =
  '(?: on (?:[A-Z][a-z]{1,12} \\d{1,2}(?:, 20\\d\\d)?|\\d{1,2} [A-Z][a-z]{1,12}(?: 20\\d\\d)?|[A-Z][a-z]{1,12}day)| (?:yesterday|today|this week|last week|recently))?';
const verb =
  '(?:issued|released|published|approved|drafted|signed|put|forwarded|promulgated|unveiled|circulated|rolled out|relayed|(?:is|are) (?:seeking|soliciting|inviting)|seeks?|invites?|(?<=(?:Congress|Committee|Council)[^.;]{0,24})(?:adopted|passed)|(?:opened|launched) (?:a |an )?(?:public )?consultation|announced(?= (?:the |its )?“))\\b';
const others = '(?: and (?:(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,3}) )?(?:other|sister|national|further)[a-z ]{0,24})?';
const piece = new RegExp(body, 'g');
/** Between two bodies of one list. */
const joins = /^(?:, |,? and |,? (?:together |along |jointly )?with )(?:the )?$/;
const issuedBehind = new RegExp(`${others},?${day}(?: has| have| had)?(?: jointly| also| formally)? ${verb}`, 'y');
const dayBehind = /\s{1,6}(?:20\d\d|[A-Z][a-z]{1,12} \d|\d{1,2} [A-Z])/y;
const issuedBefore =
  /(?:(?:issued|released|published|drafted|forwarded|promulgated|led|plan) (?:jointly )?(?:by|of)|(?:circular|notice|guidelines?|opinions|rules|measures) (?:from|by)) (?:the |China['’]s )?$/i;
const opening = /^(?:On|In|By|The|This|A|An|Yesterday|Today|China['’]s) /;

const mostOfList = 9;
type BodyRun = { readonly names: readonly string[]; readonly start: number; readonly end: number };

/** Bodies that stand in one list, list by list. */
function runsIn(text: string): readonly BodyRun[] {
  const runs: BodyRun[] = [];
  for (const { 0: name, index: start } of text.matchAll(piece)) {
    const last = runs.at(-1);
    const end = start + name.length;
    if (last && last.names.length < mostOfList && start - last.end < 24 && joins.test(text.slice(last.end, start)))
      runs[runs.length - 1] = { names: [...last.names, name], start: last.start, end };
    else runs.push({ names: [name], start, end });
  }
  return runs;
}

function standsBehind(form: RegExp, text: string, { end }: BodyRun): boolean {
  form.lastIndex = end;
  return form.test(text);
}

/** Bodies that an English sentence says issued the text. */
export function readEnglishIssuingClause(text: string): IssuingClause | undefined {
  if (/General Offices of the CPC Central Committee and the State Council/.test(text)) {
    const names = ['General Office of the CPC Central Committee', 'General Office of the State Council'];
    return { names, lead: group(names, 0) };
  }
  // Titles name bodies, too: what stands in quotation marks issued nothing.
  const outside = text.replace(/["“][^"”“]{0,200}["”]/g, '“”');
  const runs = runsIn(outside);
  const found =
    runs
      .slice(0, 1)
      .find((run) => /^\s{0,6}(?:[Tt]he |China['’]s )?$/.test(outside.slice(0, run.start)) && standsBehind(dayBehind, outside, run)) ??
    runs.find((run) => standsBehind(issuedBehind, outside, run)) ??
    runs.find(({ start }) => issuedBefore.test(outside.slice(Math.max(0, start - 60), start)));
  const names = found?.names.map((each) => each.replace(opening, '')) ?? [];
  const lead = names[0];
  return lead ? { names: [...new Set(names)], lead } : undefined;
}
