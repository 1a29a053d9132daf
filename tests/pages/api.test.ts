import { describe, expect, test } from 'vitest';
import { NotReadyError } from '../../shared/model/errors.ts';
import { createApp, routes } from '../../shared/pages/app.ts';
import { filterNames, writeCursor } from '../../shared/questions/lists.ts';
import { reported } from '../faults/report.ts';
import { memory, sample, shown } from '../support/answers.ts';
import { day } from '../support/digests.ts';

/** Names of the tags of an XML text that are not closed, or closed and not open. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, end, name = '', empty] of xml.matchAll(/<(\/?)([a-z][\w:]*)(?:\s[^<>]*?)?(\/?)>/gi)) {
    if (end && open.at(-1) === name) open.pop();
    else if (!empty) open.push(end + name);
  }
  return open;
}

const app = createApp(memory());
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const read = async (path: string) => JSON.parse(await (await get(path)).text());

test.each(['text/html', 'application/json'])(
  'an index that is being made anew is no failure of ours, and says when to ask again (%s)',
  async (accept) => {
    const documents = () => Promise.reject(new NotReadyError('the index is being made anew'));
    const failures: unknown[] = [];
    const making = createApp({ ...memory(), documents }, (error) => failures.push(error));
    const response = await making.request('/documents', { headers: { accept } });
    expect([response.status, response.headers.get('retry-after'), failures]).toEqual([503, '600', []]);
    expect(await response.text()).toContain('the index is being made anew');
  },
);

describe('documents', () => {
  test('lists what the filters ask for, in the shapes of a document', async () => {
    const { items, total } = await read('/api/v1/documents?theme=regulation&status=draft&date=commentBy&from=2026-11-25&sort=newest');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      id: 'doc_agents',
      english: { title: 'Provisions on the Duties of Agent Platforms (draft for comment)' },
      themes: [{ theme: 'regulation' }, { theme: 'data-market' }],
      dates: { commentBy: { value: '2026-12-04', precision: 'day' } },
      issuers: [{ id: 'cac', name: '国家互联网信息办公室' }],
    });
  });

  test('walks all pages by cursors, each document once', async () => {
    const seen: string[] = [];
    for (let path = '/api/v1/documents?limit=1'; path !== ''; ) {
      const { items, next } = await read(path);
      seen.push(...items.map(({ id }: { id: string }) => id));
      path = next === undefined ? '' : `/api/v1/documents?limit=1&cursor=${next}`;
    }
    expect(seen.toSorted()).toEqual(sample.map(({ id }) => id).toSorted());
  });

  test('walks on where it was when a document comes in at the head or goes, and a place that an older version gave out still works', async () => {
    const ids = async (store: typeof sample, cursor?: string) => {
      const answer = await createApp(memory({ documents: store })).request(
        `/api/v1/documents?limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      );
      const { items, next } = JSON.parse(await answer.text()) as {
        readonly items: readonly { readonly id: string }[];
        readonly next?: string;
      };
      return { ids: items.map(({ id }) => id), next };
    };
    const [newest, second] = [await ids(sample), await ids(sample, (await ids(sample)).next)];
    const [model] = sample;
    const later = [...sample, { ...(model as (typeof sample)[number]), id: 'doc_later', dates: { published: day('2026-11-25') } }];
    expect((await ids(later)).ids).toEqual(['doc_later']);
    expect(await ids(later, newest.next)).toMatchObject({ ids: second.ids });
    expect((await ids(sample, writeCursor('secret-of-the-tests', 'documents?', '1'))).ids).toEqual(second.ids);
  });

  test('no cursor but one that this list with these filters gave out is taken, and none fails the server', async () => {
    const given = (await read('/api/v1/documents?limit=1')).next as string;
    const [place = '', mark = ''] = given.split('.');
    const turned = (text: string, at: number): string => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const own = { secret: 'another secret' };
    const forged = [
      ...Array.from({ length: 8 }, (_, at) => `${place}.${turned(mark, at * 4)}`),
      ...['9', '-1', 'NaN', '1e400', "0' or 1=1", '0-0123456789abcdef'].map((text) => `${Buffer.from(text).toString('base64url')}.${mark}`),
      ...[
        writeCursor(own.secret, 'documents', '1'),
        writeCursor('', '', ''),
        `${given}.x`,
        given.slice(0, -1),
        mark,
        '%00',
        'x'.repeat(5000),
      ],
      `${given}&cursor=${given}`,
    ];
    const figures = { serverErrors: 0, leaks: 0, cases: 0 };
    for (const cursor of forged) {
      const answer = await get(`/api/v1/documents?limit=1&cursor=${cursor}`);
      figures.cases += 1;
      figures.serverErrors += Number(answer.status >= 500);
      figures.leaks += Number(answer.status < 400 || /doc_|登记办法/.test(await answer.text()));
    }
    // A cursor of this list serves no other list, and not this one with other filters.
    for (const path of ['documents?theme=regulation&limit=1', 'changes?limit=1', 'gaps?limit=1', 'digests?limit=1']) {
      const { status } = await get(`/api/v1/${path}&${path.startsWith('changes') ? 'after' : 'cursor'}=${given}`);
      figures.cases += 1;
      figures.serverErrors += Number(status >= 500);
      figures.leaks += Number(status < 400);
    }
    expect(figures).toEqual({ serverErrors: 0, leaks: 0, cases: forged.length + 4 });
    reported(43, figures);
  });

  test.each([
    'limit=-1',
    'limit=0',
    'limit=101',
    'limit=1e9',
    'limit=NaN',
    'limit=',
    'limit=1&limit=2',
    'theme=nonsense',
    'level=L9',
    'type=x',
    'status=__proto__',
    'sort=oldest',
    'date=birthday',
    'source=nobody',
    'from=2026-02-31',
    'to=yesterday',
    'from=2026-12-01&to=2026-11-01',
    'cursor=AAAA.BBBB',
    'cursor=.',
    'cursor=x',
    'theem=compute',
    `q=${'x'.repeat(201)}`,
  ])('%s is refused with problem+json', async (query) => {
    const answer = await get(`/api/v1/documents?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(await answer.text())).toMatchObject({ type: 'about:blank', status: 400, instance: '/api/v1/documents' });
  });

  test('a refusal says what is allowed', async () => {
    expect((await read('/api/v1/documents?level=L9')).allowed).toEqual(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']);
    expect((await read('/api/v1/documents?source=nobody')).allowed).toContain('cac-rules');
  });

  test('a cursor holds for its own list and filters only', async () => {
    const { next } = await read('/api/v1/documents?limit=1');
    expect((await get(`/api/v1/documents?limit=1&theme=regulation&cursor=${next}`)).status).toBe(400);
    expect((await get(`/api/v1/changes?after=${next}`)).status).toBe(400);
    const [body = '', signature = ''] = String(next).split('.');
    expect((await get(`/api/v1/documents?cursor=${Buffer.from('2').toString('base64url')}.${signature}`)).status).toBe(400);
    expect((await get(`/api/v1/documents?cursor=${body}.${signature}.x`)).status).toBe(400);
  });

  test('gives one document by id, number and address, and its parts', async () => {
    for (const ref of ['doc_register', '国信办通字〔2026〕901号', 'https://www.issuer.example/2026/doc_register.html'])
      expect((await read(`/api/v1/documents/${encodeURIComponent(ref)}`)).id).toBe('doc_register');
    expect((await read('/api/v1/documents/doc_register/revisions')).items).toHaveLength(2);
    expect((await read('/api/v1/documents/doc_register/links')).citedBy).toHaveLength(1);
    expect((await read('/api/v1/documents/doc_register/evidence')).revisions[1]).toMatchObject({ n: 2, evidence: 'evidence/sha256/aa' });
    expect(await (await get('/api/v1/documents/doc_register/text', { accept: 'text/plain' })).text()).toBe(sample[0]?.text);
    expect((await get('/api/v1/documents/none')).status).toBe(404);
  });

  test('gives a citation in the forms of reference managers', async () => {
    const at = '/api/v1/documents/doc_register/citation';
    expect(await read(at)).toMatchObject({ id: 'doc_register', number: '国信办通字〔2026〕901号' });
    const bibtex = await get(`${at}?format=bibtex`);
    expect([bibtex.status, bibtex.headers.get('content-type')]).toEqual([200, 'application/x-bibtex; charset=utf-8']);
    expect(await bibtex.text()).toMatch(/^@legislation\{hongtou-doc_register,/);
    expect(await (await get(`${at}?format=ris`)).text()).toMatch(/^TY {2}- /);
    expect(await read(`${at}?format=mla`)).toMatchObject({
      ...{ status: 400, parameter: 'format' },
      allowed: ['apa', 'chicago', 'gbt7714', 'bibtex', 'ris', 'csl'],
    });
    expect(await (await get(`${at}?format=apa`)).text()).toContain('(2026, November 9)');
    expect((await get('/api/v1/documents/none/citation')).status).toBe(404);
  });

  test('a citation steers no terminal and says nothing that nobody sees', async () => {
    const title = '\u001b]8;;http://evil.example/\u0007\u009b31m语料\u{e0041}登记\u202e办法';
    const evil = createApp(
      memory({ documents: [shown({ id: 'doc_evil', title, number: title, issuers: [{ name: title, english: title }] })] }),
    );
    for (const format of ['bibtex', 'ris', 'csl']) {
      const text = await (await evil.request(`/api/v1/documents/doc_evil/citation?format=${format}`)).text();
      expect([format, text]).toEqual([format, expect.stringContaining('语料登记办法')]);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u{e0000}-\u{e0fff}]/u);
    }
  });

  test('of a source that allows an excerpt, no more than 200 characters leave', async () => {
    const whole = sample.find(({ id }) => id === 'doc_news')?.text ?? '';
    for (const path of ['/api/v1/documents/doc_news', '/api/v1/documents/doc_news/text', '/documents/doc_news']) {
      const body = await (await get(path)).text();
      expect(body).toContain(whole.slice(0, 150));
      expect(body).not.toContain(whole.slice(0, 210));
    }
    expect([...(await read('/api/v1/documents/doc_news')).text].length).toBeLessThanOrEqual(200);
    expect((await read('/api/v1/documents/doc_register')).text).toBe(sample[0]?.text);
  });
});

describe('the rest of the API', () => {
  test('every address under /api/v1 is described', async () => {
    const { paths } = await read('/api/openapi.json');
    const routed = routes.map(({ path }) => path.replace(/:(\w+)/g, '{$1}')).filter((path) => path.startsWith('/api/v1'));
    expect(Object.keys(paths).toSorted()).toEqual(routed.toSorted());
  });

  test('the description names each parameter with its limits, and no reference in it leads nowhere', async () => {
    const text = await (await get('/api/openapi.json')).text();
    const { paths, components } = JSON.parse(text);
    const parameters = Object.fromEntries(paths['/api/v1/documents'].get.parameters.map((each: { name: string }) => [each.name, each]));
    expect(Object.keys(parameters)).toEqual([...filterNames, 'limit', 'cursor']);
    expect(parameters.limit).toMatchObject({ in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } });
    expect(parameters.theme.schema.enum).toContain('compute');
    expect(parameters.from).toMatchObject({ schema: { type: 'string', format: 'date' } });
    expect(paths['/api/v1/resolve'].get.parameters[0]).toMatchObject({ name: 'ref', required: true, schema: { maxLength: 500 } });
    expect(paths['/api/v1/documents/{id}'].get.parameters[0]).toMatchObject({ name: 'id', in: 'path', required: true });
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => String(name));
    expect(referred.filter((name) => !(name in components.schemas))).toEqual([]);
    expect(text).not.toContain('$defs');
  });

  test('changes are read on from the cursor', async () => {
    const first = await read('/api/v1/changes?limit=4');
    const second = await read(`/api/v1/changes?limit=4&after=${first.next}`);
    expect([...first.items, ...second.items]).toHaveLength(sample.length * 2);
    expect(second.next).toBeUndefined();
  });

  test('unknown weeks, themes and sources are 404', async () => {
    for (const path of ['digests/2026-W99', 'digests/9', 'digests/2026-W10', 'themes/x', 'sources/x', 'nothing', 'documents/'])
      expect([path, (await get(`/api/v1/${path}`)).status]).toEqual([path, 404]);
    expect((await get('/api/v1/resolve')).status).toBe(400);
  });

  test('none of 1200 odd requests ends in an internal error', async () => {
    const failures: unknown[] = [];
    const watched = createApp(memory(), (error) => failures.push(error));
    const odd = [
      '',
      '%00',
      '%FF',
      '%E0%A4%A',
      '../..',
      '__proto__',
      '1e9',
      'NaN',
      '\ud800',
      '%F0%9F%98%80',
      "'--",
      '{}',
      '[]',
      '9'.repeat(300),
      '%0d%0aX:y',
      '<script>',
    ];
    const bases = ['documents', 'documents/', 'changes', 'themes/', 'sources/', 'digests/', 'resolve', 'calendar', 'stats'];
    for (const base of bases)
      for (const value of odd)
        for (const name of ['q', 'cursor', 'limit', 'after', 'ref', 'from', 'lang', 'kind'])
          await watched.request(
            `/api/v1/${base}${base.endsWith('/') ? value.replaceAll('\ud800', '') : ''}?${name}=${value.replaceAll('\ud800', '%ED%A0%80')}`,
          );
    expect(failures).toEqual([]);
  });

  test('an internal error shows no stack and names the request', async () => {
    const failures: string[] = [];
    const broken = createApp(
      {
        ...memory(),
        documents: async () => {
          throw new Error('secret of the store');
        },
      },
      (_, request) => failures.push(request),
    );
    for (const accept of ['application/json', 'text/html']) {
      const answer = await broken.request('/documents', { headers: { accept } });
      const body = await answer.text();
      expect(answer.status).toBe(500);
      expect(body).not.toContain('secret of the store');
      expect(body).toContain(failures.at(-1));
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('feeds and calendar', () => {
  const hostile = createApp(
    memory({
      documents: [
        shown({
          id: 'doc_x',
          title: ']]><script>&\u0000\u202e',
          english: { title: '<b>&amp;', by: 'glossary' },
          url: 'javascript:alert(1)',
        }),
      ],
    }),
  );

  test.each(['atom', 'rss'])('%s is well-formed whatever a title holds', async (ending) => {
    const answer = await hostile.request(`/feeds/documents.${ending}`);
    const body = await answer.text();
    expect(answer.headers.get('content-type')).toContain(`application/${ending}+xml`);
    expect(body).not.toMatch(/<script|javascript:|\u0000|\u202e|&(?!(?:amp|lt|gt|quot|#39);)/);
    const names = new Set([...body.matchAll(/<([a-z:]+)/gi)].map((found) => found[1]));
    expect([...names].filter((name) => name === 'b')).toEqual([]);
    expect(unclosed(body)).toEqual([]);
  });

  test('JSON Feed and filters', async () => {
    const feed = await read('/feeds/documents.json?theme=companies');
    expect(feed.items.map(({ url }: { url: string }) => url)).toEqual(['http://localhost/documents/doc_news']);
    expect((await get('/feeds/documents.atom?theme=x')).status).toBe(400);
  });

  test('the calendar holds whole days, folded lines and no foreign line', async () => {
    const body = await (await get('/calendar.ics')).text();
    expect(body).toContain('DTSTART;VALUE=DATE:20261204');
    expect(body).toContain('DTEND;VALUE=DATE:20261205');
    expect(body).toContain('DTSTART;VALUE=DATE:20270101');
    expect(body.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('a comparison of two texts that are too long', () => {
  const words = (n: number): string => `第${n}项 ${'样'.repeat(2_000)}`;
  const changes = Array.from({ length: 2_000 }, (_, n) => ({
    kind: n % 2 === 0 ? ('same' as const) : ('changed' as const),
    article: `第${n}条`,
    before: words(n),
    after: words(n + 1),
  }));
  const fact = { kind: 'duty' as const, says: 'must', quote: words(1) };
  const facts = Array.from({ length: 100 }, (_, n) => ({ article: `第${n}条`, before: fact }));
  const sides = { a: { id: 'doc_register', title: '甲办法' }, b: { id: 'doc_register', title: '乙办法' } };
  const long = createApp({ ...memory(), compare: async () => ({ ...sides, changes, facts }) });

  test.each(['/api/v1/compare', '/compare'])('%s is an answer below 6 MB that says what is left out', async (path) => {
    const answer = await long.request(`${path}?a=doc_register&b=doc_register`);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(Buffer.byteLength(text)).toBeLessThan(6_000_000);
    if (path === '/compare') expect(text).toMatch(/too long for one page: \d+ changes/);
    else {
      const { changes: told, leftOut } = JSON.parse(text);
      expect([told.length + leftOut, told[0].before, told[1].before]).toEqual([changes.length, undefined, changes[1]?.before]);
    }
  });
});
