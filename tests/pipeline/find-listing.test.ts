import { afterAll, expect, test } from 'vitest';
import { openReader } from '../../functions/reading-threads.ts';
import { checkSource, draftOf, findListing } from '../../shared/pipeline/collect/check.ts';
import { openSite, webFor } from '../net/site.ts';
import { days, type FamilyCase, titles } from '../support/family-answers.ts';
import { pageCases } from '../support/family-pages.ts';
import { jsonCases } from '../support/family-requests.ts';

const familyCases: readonly FamilyCase[] = [...pageCases, ...jsonCases];

const reader = openReader();
afterAll(() => reader.close());
const now = () => new Date('2026-11-25T00:00:00Z');

/** Answers exactly what a case knows; its own page for its own address. */
const openCase = ({ path, page, answers = {} }: FamilyCase) =>
  openSite((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const asked = decodeURIComponent(`${request.method} ${request.url}${body === '' ? '' : ` ${body}`}`);
      const known = Object.entries(answers).find(([name]) => decodeURIComponent(name) === asked)?.[1];
      if (known !== undefined)
        response.writeHead(200, { 'content-type': /^[[{]/.test(known) ? 'application/json' : 'text/html' }).end(known);
      else if (request.url === path.split('#')[0]) response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      else response.writeHead(404).end('404');
    });
  });

test.each(familyCases.map((each) => [each.name, each] as const))('%s', async (_, each) => {
  const site = await openCase(each);
  const ports = { web: webFor([site]), reader, now };
  const found = await findListing({ url: `${site.origin}${each.path}` }, ports);
  const { path, nextPath, linkPath, ...declared } = each.declared;
  expect(found.listing).toMatchObject(declared);
  if (path !== undefined) expect(decodeURIComponent(found.listing.url)).toBe(decodeURIComponent(`${site.origin}${path}`));
  if (nextPath !== undefined) expect(found.listing.next).toBe(`${site.origin}${nextPath}`);
  if (linkPath !== undefined) expect(found.listing.link).toBe(`${site.origin}${linkPath}`);
  const before = site.asked.length;
  const checked = await checkSource(draftOf(`${site.origin}${each.path}`, found), { ...ports, pages: 0 });
  expect(checked.entries.map(({ title, publishedOn }) => [title, publishedOn])).toEqual(
    titles.map((title, n) => [title, (each.days ?? days)[n]]),
  );
  expect(new Set(checked.entries.map(({ url }) => url)).size).toBe(titles.length);
  // A declaration asks for its list at once, not for a page that leads to it.
  expect(site.asked.slice(before).length).toBe(1);
});
