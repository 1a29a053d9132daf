import type { LookupContext } from '../../model/ports.ts';
import { openMemo } from './memo.ts';

/** Texts that were stored or read lately, most of some KB: they are named by what they say, so that they stay as they are. */
const texts = openMemo<string>(300, ({ length }) => length <= 20_000);

type Texts = Pick<LookupContext, 'documents' | 'snapshots'>;

/** Remembers a text that this process has stored: the index reads it next. */
export const keepText = (context: Texts, hash: string, text: string): unknown => texts(context, hash, () => Promise.resolve(text));

export const loadKnownText = (context: Texts, hash: string): Promise<string> =>
  texts(context, hash, () => context.snapshots.loadText(hash));
