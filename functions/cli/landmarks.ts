import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { renderPlainKnown } from '../../shared/pages/words/known.ts';
import { landmarkNews, sourcedFigures } from '../../shared/pipeline/read/landmarks.ts';
import { bodiesOf } from '../../shared/registry/landmarks/bodies.ts';
import { type FigureLandmark, figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { entityIdOf, isVerified, type Landmark, landmarkById, landmarks } from '../../shared/registry/landmarks.ts';
import { type Instance, printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

const line = (text: string): void => void process.stdout.write(`${text}\n`);
const doubt = (mark: (typeof landmarks)[number]['mark']): string =>
  isVerified(mark) ? '' : mark === 'K' ? '  (unverified)' : '  (not confirmed)';

async function list({ context }: Instance, json: boolean): Promise<void> {
  const mentions = await context.search.mentions();
  const figures = await Promise.all(
    figureLandmarks.map(async (each) => ({ ...each, newest: (await sourcedFigures(each, 1, 'country', context))[0] })),
  );
  if (json) return printJson({ landmarks: landmarks.map((each) => ({ ...each, documents: 0, ...mentions[entityIdOf(each)] })), figures });
  for (const landmark of landmarks) {
    const { id, en, zh, mark } = landmark;
    const seen = mentions[entityIdOf(landmark)];
    line(`${id.padEnd(26)} ${(seen ? `${seen.documents}, newest ${seen.newest}` : '-').padEnd(24)} ${en} ${zh}${doubt(mark)}`);
  }
  for (const { id, en, stated, mark, newest } of figures) {
    const now = newest ? `${newest.value} ${newest.unit} (${newest.document.day ?? 'day unknown'}, ${newest.document.id})` : 'none';
    line(`figure ${id.padEnd(19)} ${en}: stated ${stated}${doubt(mark)}; newest ${now}`);
  }
}

/** What the registry says about a landmark: names and mark, bodies, number, days, the backgrounder's statement. */
function landmarkText(landmark: Landmark): string[] {
  const { en, zh, mark, number, numberMark = '?', dates, statement } = landmark;
  const bodies = bodiesOf(landmark).map(({ english }) => english);
  const others = landmark.otherIssuers === undefined ? '' : ` and ${landmark.otherIssuers} others`;
  const days = Object.entries(dates).map(([kind, value]) => `${kind} ${value}`);
  return [
    `${en} ${zh}  [${mark}]${doubt(mark)}`,
    ...(bodies.length > 0 ? [`${bodies.join(', ')}${others}`] : []),
    ...(number !== undefined && numberMark !== '?' ? [`${number}  [${numberMark}]${doubt(numberMark)}`] : []),
    ...(days.length > 0 ? [days.join('; ')] : []),
    ...(statement === '' ? [] : [statement]),
  ];
}

/** A figure of the backgrounder and every newer one, newest first. */
async function showFigure(figure: FigureLandmark, context: Instance['context'], json: boolean): Promise<void> {
  const items = await sourcedFigures(figure, 20, 'anywhere', context);
  if (json) return printJson({ ...figure, items });
  line(`${figure.en}: stated ${figure.stated}  [${figure.mark}]${doubt(figure.mark)}${figure.note === '' ? '' : `\n${figure.note}`}`);
  for (const { value, unit, year, area, quote, document } of items) {
    const where = area.of === 'place' ? (area.english ?? 'one place') : area.of === 'country' ? 'China' : 'area not stated';
    line(
      `  ${document.day ?? '          '}  ${document.id}  ${value} ${unit}${year === undefined ? '' : ` (${year})`}, ${where}  “${quote}”`,
    );
  }
}

async function show(id: string, { context }: Instance, json: boolean): Promise<void> {
  const landmark = landmarkById(id);
  const figure = figureLandmarks.find((each) => each.id === id);
  if (figure) return showFigure(figure, context, json);
  if (!landmark) throw new InputError(`no landmark "${id}"; "hongtou landmarks" names them all`, { usage: true });
  const news = await landmarkNews(landmark, 20, context);
  if (json) return printJson({ ...landmark, ...news });
  for (const text of landmarkText(landmark)) line(text);
  if (news.held) line(`full document: ${news.held.id} ${news.held.title}`);
  else if (news.known) line(`full document: known, not yet read\n${renderPlainKnown(news.known)}`);
  if (news.trouble) line(`its official address has brought no document since ${beijing(news.trouble.since)}: ${news.trouble.detail}`);
  line(`${news.total} documents mention it`);
  for (const { effect, id: actId, title, english, day } of news.laterActs)
    line(`  ${day ?? '          '}  ${actId}  ${effect}: ${english || title}`);
  for (const hit of news.newest) line(`  ${hit.published ?? hit.signed ?? '          '}  ${hit.id}  ${hit.english || hit.title}`);
}

export function define(command: Command): void {
  withStore(command)
    .argument('[id]', 'one landmark, with the documents that name it')
    .action(async (id: string | undefined, options: StoreOptions) => {
      const json = options.json ?? false;
      await withInstance(options, {}, (instance) => (id === undefined ? list(instance, json) : show(id, instance, json)));
    });
}
