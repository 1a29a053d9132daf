import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Answers } from '../../model/answers.ts';
import { subjectIds } from '../../model/vocabulary.ts';
import { digest } from '../../questions/digests.ts';
import { documentTool } from '../../questions/document.ts';
import { landmark } from '../../questions/landmarks.ts';
import { ask } from '../../questions/question.ts';
import { themeNews } from '../../questions/themes.ts';
import { fitted, toPlain } from '../../questions/tool.ts';
import { themeNames } from '../words/words.ts';

type Resource = {
  readonly name: string;
  readonly title: string;
  readonly address: string;
  readonly says: string;
  readonly read: (id: string, answers: Answers) => Promise<object>;
  readonly list?: (answers: Answers) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};

const mostWeeks = 12;
const kinds: readonly Resource[] = [
  {
    name: 'document',
    title: 'A document',
    address: 'documents',
    says: 'A document by its id or number, without its text',
    read: (ref, answers) => documentTool.answer({ ref } as never, answers),
  },
  {
    name: 'digest',
    title: 'The digest of a week',
    address: 'digests',
    says: 'The digest of an ISO week, 2026-W47',
    read: (week, answers) => ask(digest, { week }, answers),
    list: async (answers) => (await answers.weeks()).slice(0, mostWeeks).map((week) => ({ id: week, name: `Digest of ${week}` })),
  },
  {
    name: 'landmark',
    title: 'A landmark',
    address: 'landmarks',
    says: 'An act, body, programme or place that the field refers to',
    read: (id, answers) => ask(landmark, { id, limit: 8 }, answers),
  },
  {
    name: 'theme',
    title: 'A theme',
    address: 'themes',
    says: 'A theme with its newest documents',
    read: (id, answers) => ask(themeNews, { id }, answers),
    list: async () => subjectIds.map((id) => ({ id, name: themeNames[id][0] })),
  },
];

const type = 'application/json';

export function addResources(server: McpServer, answers: Answers): void {
  for (const { name, title, address, says, read, list } of kinds) {
    const listed = async () => ({
      resources: ((await list?.(answers)) ?? []).map((each) => ({
        uri: `hongtou://${address}/${each.id}`,
        name: each.name,
        mimeType: type,
      })),
    });
    const template = new ResourceTemplate(`hongtou://${address}/{id}`, { list: list ? listed : undefined });
    server.registerResource(name, template, { title, description: says, mimeType: type }, async (uri, { id }) => {
      const found = toPlain(fitted(await read(decodeURIComponent(String(id)), answers)));
      return { contents: [{ uri: uri.href, mimeType: type, text: JSON.stringify(found) }] };
    });
  }
}
