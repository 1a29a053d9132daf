import type { Digest, SectionId } from '../../model/digest.ts';
import { orEmpty } from '../../model/values.ts';
import type { DigestLocale } from '../words/digest-locale.ts';

const mostDays = 6;

/** The days on which open drafts close within a fortnight, each once. */
function closingNote({ closing = [], sections: { drafts } }: Digest, { say, day }: DigestLocale): readonly string[] {
  const open = drafts.filter(({ id }) => closing.includes(id));
  const days = [...new Set(open.map(({ dates }) => orEmpty(dates.commentBy?.value)))].filter(Boolean).toSorted();
  if (days.length === 0) return [];
  const told = days.slice(0, mostDays).map(day).join(say('; ', '；'));
  return [
    say(
      `${open.length} ${open.length === 1 ? 'closes' : 'close'} within 14 days: ${told}${days.length > mostDays ? '; …' : ''}.`,
      `14天内截止${open.length}件：${told}${days.length > mostDays ? '；……' : ''}。`,
    ),
  ];
}

/** How much took effect in the week, and how much will within thirty days. */
function effectNote({ from, to, sections: { effect } }: Digest, { say }: DigestLocale): readonly string[] {
  const days = effect.map(({ dates }) => orEmpty(dates.effective?.value));
  const inWeek = days.filter((day) => day >= from && day <= to).length;
  const later = days.filter((day) => day > to).length;
  return inWeek + later === 0
    ? []
    : [say(`${inWeek} this week, ${later} within the next 30 days.`, `本周${inWeek}件，此后30天内${later}件。`)];
}

/** What is said of a whole section under its heading. */
export function sectionNotes(digest: Digest, section: SectionId | undefined, tongue: DigestLocale): readonly string[] {
  if (section === 'drafts') return closingNote(digest, tongue);
  return section === 'effect' ? effectNote(digest, tongue) : [];
}
