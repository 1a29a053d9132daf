import type { Answers } from '../../model/answers.ts';
import { documentTypes, themeIds } from '../../model/vocabulary.ts';
import { findIssuer, issuerById } from '../../registry/issuers.ts';
import { entityIdOf, landmarks } from '../../registry/landmarks.ts';
import { parameters } from '../web/parameters.ts';
import { type Route, textual } from '../web/route.ts';
import { chosenNames } from '../words/choices.ts';
import { escapeHtml, plainLine } from '../words/escape.ts';
import { levelNames, themeNames, typeNames, word } from '../words/words.ts';

/** All feeds in one file that feed readers import (OPML 2.0). */

type Outline = { readonly name: string; readonly filters: Readonly<Record<string, string>> };
type OutlineGroup = { readonly name: string; readonly feeds: readonly Outline[] };

/** Names of an issuer that the registry may not know. */
function issuerTitle(id: string): string {
  const issuer = issuerById(id) ?? findIssuer(id);
  return issuer?.english === undefined ? (issuer?.name ?? id) : `${issuer.english} ${issuer.name}`;
}

async function groupsOf(answers: Answers): Promise<readonly OutlineGroup[]> {
  const { facets } = await answers.documents({ limit: 1, today: answers.today() });
  const places = Object.keys(await answers.mentions()).flatMap((id) => (id.startsWith('place:') ? [id.slice(6)] : []));
  const names = (id: string): string => chosenNames.places(id)?.join(' ') ?? id;
  const issuers = Object.entries(facets.issuer).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return [
    { name: 'All documents', feeds: [{ name: 'All documents', filters: {} }] },
    { name: 'Calls for comment', feeds: [{ name: 'Drafts open for comment', filters: { status: 'draft' } }] },
    { name: 'Themes', feeds: themeIds.map((theme) => ({ name: word(themeNames, theme, 'en'), filters: { theme } })) },
    {
      name: 'Landmarks',
      feeds: landmarks.map((landmark) => ({ name: landmark.en || landmark.zh, filters: { entity: entityIdOf(landmark) } })),
    },
    {
      name: 'Types',
      feeds: documentTypes.flatMap((type) => (facets.type[type] ? [{ name: word(typeNames, type, 'en'), filters: { type } }] : [])),
    },
    {
      name: 'Levels',
      feeds: Object.keys(facets.level)
        .toSorted()
        .map((level) => ({ name: word(levelNames, level, 'en'), filters: { level } })),
    },
    {
      name: 'Places',
      feeds: places.map((place) => ({ name: names(place), filters: { place } })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    },
    { name: 'Issuers', feeds: issuers.map(([issuer]) => ({ name: issuerTitle(issuer), filters: { issuer } })) },
  ];
}

function outline({ name, filters }: Outline, origin: string): string {
  const query = new URLSearchParams(filters).toString();
  const at = (path: string): string => escapeHtml(`${origin}${path}${query === '' ? '' : `?${query}`}`);
  const words = escapeHtml(plainLine(`Hongtou: ${name}`, 300));
  return `<outline type="rss" text="${words}" title="${words}" xmlUrl="${at('/feeds/documents.rss')}" htmlUrl="${at('/documents')}"/>`;
}

export const opmlRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/feeds/hongtou.opml',
    async answer({ search, origin }, answers) {
      parameters(search, []);
      const groups = (await groupsOf(answers)).filter(({ feeds }) => feeds.length > 0);
      const body = groups.map(
        ({ name, feeds }) => `<outline text="${escapeHtml(name)}">\n${feeds.map((feed) => outline(feed, origin)).join('\n')}\n</outline>`,
      );
      const file = `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Hongtou 红头: all feeds</title></head>
<body>
${body.join('\n')}
</body></opml>
`;
      return textual(file, 'text/x-opml');
    },
  },
];
