import * as z from 'zod';
import { opt } from '../../model/values.ts';
import { askApi } from './ask-api.ts';
import { briefly, within } from './plain.ts';
import { limitOf, said, thing, things, tool } from './tool.ts';
import { readUnseen, unseenShape } from './unseen.ts';

/** What the store sees and does not see. */

const list = z.looseObject({ items: thing.array(), total: z.int().exactOptional() });

export const coverageTool = tool({
  name: 'coverage',
  title: 'What is seen and what is not',
  says:
    'What stands behind every "not held": sources that could not be read and since when, texts that held documents cite and that are not held, acts ' +
    'that media report and no held document is, gaps in the numbering of series, and how many documents are held. ' +
    'With `source`, the state of one source; with `prefix`, the gaps of one series of numbers (国办发).',
  takes: { source: said(200, 'Id of a source'), prefix: said(60, 'A series of numbers, as 国办发'), limit: limitOf(30, 8) },
  gives: {
    documents: z.int().exactOptional(),
    unseen: unseenShape,
    missingTexts: things.exactOptional(),
    reportedOnly: things.exactOptional(),
    gaps: things.exactOptional(),
    source: thing.exactOptional(),
  },
  async answer({ source, prefix, limit }, answers) {
    const unseen = await readUnseen(answers);
    if (source !== undefined) return { source: await askApi({ path: 'sources/:id', id: source }, answers, thing), unseen, notHeld: [] };
    return within(limit, async (most) => {
      const gaps = await askApi({ path: 'gaps', given: { ...opt('prefix', prefix), limit: most } }, answers, list);
      if (prefix !== undefined) return { gaps: briefly(gaps.items, 200), unseen, notHeld: [] };
      const wanted = await askApi({ path: 'wanted', given: { limit: most } }, answers, list);
      const reported = await askApi({ path: 'reported', given: { limit: most } }, answers, list);
      const { documents, digests } = await askApi({ path: 'stats' }, answers, z.looseObject({ documents: z.int(), digests: z.int() }));
      return {
        ...{ documents, digests, unseen },
        missingTexts: briefly(wanted.items, 160),
        reportedOnly: briefly(reported.items, 200),
        gaps: briefly(gaps.items, 160),
        notHeld: [
          ...(wanted.total ? [`${wanted.total} texts that held documents cite are not held.`] : []),
          ...(unseen.notRead > 0 ? [`${unseen.notRead} of ${unseen.sources} sources are not read in full just now.`] : []),
          ...(unseen.neverRead > 0 ? [`${unseen.neverRead} of ${unseen.sources} sources were never read.`] : []),
        ],
      };
    });
  },
});
