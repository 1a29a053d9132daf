import type { Command } from 'commander';
import type { ReportedOnly } from '../../shared/model/announcement.ts';
import type { MissingText, NumberingGap } from '../../shared/model/cross-index.ts';
import { opt } from '../../shared/model/values.ts';
import { renderPlainKnown } from '../../shared/pages/words/known.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { inverseNames, word } from '../../shared/pages/words/words.ts';
import { wantedTexts } from '../../shared/pipeline/read/known.ts';
import { findNumberingGaps } from '../../shared/pipeline/read/numbering-gaps.ts';
import { reportedOnly } from '../../shared/pipeline/read/reports.ts';
import { issuerById } from '../../shared/registry/issuers.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & {
  readonly prefix?: string;
  readonly year?: number;
  readonly limit: number;
  readonly wanted?: boolean;
  readonly reported?: boolean;
};

const whys = { cited: 'exists: cited by a collected document', late: 'may be published later', unseen: 'never published, or missed' };

function gapText({ prefix, year, held, highest, coverage, reading, holes, series }: NumberingGap): string {
  const share = `${Math.round(coverage * 100)}%`;
  const name = `${prefix}${year === undefined ? '' : `〔${year}〕`}${series && series.length > 1 ? ` (${series.join('、')})` : ''}`;
  const lead = reading === 'leads' ? '' : ', too little to call the rest missing';
  const lines = holes.map(({ from, to, why, before, after }) => {
    const near = [before, after].flatMap((each) => (each ? [`${each.n}${each.day === undefined ? '' : ` of ${each.day}`}`] : []));
    return `  ${from === to ? from : `${from}–${to}`}: ${whys[why]}${near.length > 0 ? `; beside ${near.join(' and ')}` : ''}`;
  });
  return [`${name}: ${held} collected, highest ${highest} (${share}${lead})`, ...lines].join('\n');
}

const wantedText = ({ title, number, documents, relations, citedBy, url, known }: MissingText): string =>
  [
    `${renderPlainTextName({ ...opt('title', title), ...opt('number', number) })}: cited by ${documents}`,
    `  ${Object.entries(relations)
      .map(([relation, count]) => `${word(inverseNames, relation, 'en')} ${count}`)
      .join(', ')}${url === undefined ? '' : `; at ${url}`}`,
    ...(known ? [renderPlainKnown(known)] : []),
    ...citedBy.slice(0, 2).map((each) => `  ${each.id}  ${renderPlainTextName(each)}`),
  ].join('\n');

const reportedText = ({ title, number, issuer, reports }: ReportedOnly): string =>
  [
    title === undefined && number === undefined
      ? `an act without a stated title, by ${(issuer && issuerById(issuer)?.english) ?? 'an unknown body'}`
      : renderPlainTextName({ ...opt('title', title), ...opt('number', number) }),
    ...reports.slice(0, 2).map((each) => `  ${each.day}  ${each.id}  ${renderPlainTextName(each)}`),
  ].join('\n');

export function define(command: Command): void {
  withStore(command)
    .option('--prefix <prefix>', 'one series of numbers, as 国办发')
    .option('--year <year>', 'one year', wholeNumber('--year', 1949))
    .option('--wanted', 'documents that are cited and not collected, instead of numbering gaps')
    .option('--reported', 'acts that media report and that were not collected')
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), 50)
    .action(async (options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        const limit = Math.min(options.limit, 500);
        if (options.wanted) {
          const found = await wantedTexts({ limit }, context);
          if (options.json) return printJson(found);
          process.stdout.write(`${found.items.map(wantedText).join('\n')}\n${found.total} documents are cited and not collected\n`);
          return;
        }
        if (options.reported) {
          const items = await reportedOnly(limit, context);
          if (options.json) return printJson({ items });
          process.stdout.write(`${items.map(reportedText).join('\n')}\n${items.length} acts are reported and not collected\n`);
          return;
        }
        const { prefix, year } = options;
        const items = await findNumberingGaps({ limit, ...opt('prefix', prefix), ...opt('year', year) }, context);
        if (options.json) return printJson({ items });
        process.stdout.write(`${items.map(gapText).join('\n')}\n${items.length} series with gaps; a gap is a lead, not a finding\n`);
      });
    });
}
