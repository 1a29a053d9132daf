import type { Alarm } from '../../model/alarm.ts';
import type { IndexMark } from '../../model/hour.ts';
import type { WatchContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { findMissingNews } from '../../stages/watch/nothing-new.ts';
import { isEnabled } from '../../stages/watch/silence.ts';
import { isThere } from '../read/index-marks.ts';
import { describeDead } from './dead-words.ts';
import type { WatchScene } from './scene.ts';

const minute = 60_000;
/** The index is made every ten minutes; the line of the hour before is a little less than an hour old. */
const patience = 50 * minute;
export const marksLooked = 200;

/** Messages that were given up, with the reasons of the first. */
export const deadLetterAlarms = ({ dead }: WatchScene): readonly Alarm[] =>
  dead.flatMap(({ queue, count, first }): readonly Alarm[] => {
    // All may be held by another process at this moment: they are counted all the same.
    if (count === 0) return [];
    const said = first.map((message) => `${describeDead(message)}${message.reason === undefined ? '' : ` (${message.reason})`}`);
    return [
      {
        subject: `queue ${queue}`,
        state: 'dead',
        ...opt('since', first[0]?.at),
        count,
        detail: `${count} dead ${count === 1 ? 'letter' : 'letters'}${said.length > 0 ? `: ${said.join('; ')}` : ''}`,
        remedy: `"hongtou redrive --list" names them; after the repair "hongtou redrive --queue ${queue}" sends them once more`,
      },
    ];
  });

/** Documents that waited for the index an hour ago and still do. A mark whose document was never written waits for nothing. */
export async function indexAlarms({ hours }: WatchScene, context: WatchContext): Promise<readonly Alarm[]> {
  const now = context.now().getTime();
  const before = hours.find(({ at }) => now - Date.parse(at) >= patience);
  if (!before || before.unindexed.length === 0) return [];
  const nameOf = ({ documentId, version }: IndexMark): string => `${documentId} ${version}`;
  const waiting = new Set((await context.documents.dirty(marksLooked)).map(nameOf));
  const same = before.unindexed.filter((mark) => waiting.has(nameOf(mark)));
  const heads = same.length === 0 ? [] : await context.documents.heads(same.map(({ documentId }) => documentId));
  const byId = new Map(heads.map((head) => [head.id, head]));
  if (!same.some((mark) => isThere(mark, byId))) return [];
  return [
    {
      subject: 'index',
      state: 'late',
      since: before.at,
      detail: `documents wait for the search index since ${before.at} or longer; lists and searches are without them`,
      remedy: 'read the log of the function index; "hongtou redrive --list" has calls that failed, "hongtou rebuild" makes it anew',
    },
  ];
}

/** No source brought a document for so long that it is no chance, though each may answer as it should. */
export function documentAlarms({ watched, hours: [last] }: WatchScene, context: WatchContext): readonly Alarm[] {
  if (!last) return [];
  const states = watched.flatMap(({ source, state }) => (isEnabled(source) ? [state] : []));
  const expected = findMissingNews(states, new Date(last.newAt), context.now());
  if (expected === undefined) return [];
  return [
    {
      subject: 'documents',
      state: 'none',
      since: last.newAt,
      detail: `no document was new since ${last.newAt}, where the last weeks had ${expected} in such a time`,
      remedy: 'do tasks wait or fail? "hongtou doctor" has the last hours, "hongtou redrive --list" the dead letters',
    },
  ];
}
