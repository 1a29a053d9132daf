import type { DeadMessage } from '../../model/dead-message.ts';
import { orEmpty } from '../../model/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a message; none where it is no JSON object. */
function fieldsOf(body: string): Fields {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

const text = (fields: Fields, name: string): string => orEmpty(typeof fields[name] === 'string' ? fields[name] : undefined);

type Kind = { readonly of: (fields: Fields) => boolean; readonly words: (fields: Fields) => string };

const isMailEvent = (fields: Fields): boolean => fields['source'] === 'aws.ses';
const isScheduled = (fields: Fields): boolean => fields['source'] === 'aws.scheduler';

/** What a message asks for, by its fields; no address of a reader. */
const kinds: readonly Kind[] = [
  { of: isMailEvent, words: () => 'a report of the mail service' },
  { of: isScheduled, words: (fields) => `a call of the schedule ${orEmpty(String(fields['resources']).split('/').at(-1))}` },
  {
    of: ({ kind }) => kind === 'listing' || kind === 'page',
    words: (f) => `${text(f, 'kind')} of ${text(f, 'sourceId')}: ${text(f, 'url')}`,
  },
  { of: ({ confirm }) => confirm !== undefined, words: () => 'a mail that asks to confirm' },
  { of: ({ erase }) => erase !== undefined, words: () => 'the erasure of a reader' },
  { of: ({ reader }) => reader !== undefined, words: (f) => `the mail of ${text(f, 'period') || text(f, 'week')} to a reader` },
];

/** What a dead letter asks for, in a few words. */
export function describeDead({ body }: Pick<DeadMessage, 'body'>): string {
  const fields = fieldsOf(body);
  return kinds.find(({ of }) => of(fields))?.words(fields) ?? `an unknown message: ${body.slice(0, 100)}`;
}

/** What becomes of a call that no function took: a report of the mail service is read now; a call of a schedule was made up for by the next one. */
export const undeliveredKind = ({ body }: Pick<DeadMessage, 'body'>): 'report' | 'scheduled' | 'unknown' => {
  const fields = fieldsOf(body);
  return isMailEvent(fields) ? 'report' : isScheduled(fields) ? 'scheduled' : 'unknown';
};
