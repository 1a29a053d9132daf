import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configurationSchema, firstCells, section, spans } from './client.ts';
import type { World } from './world.ts';

const declaration = {
  id: 'sample-office',
  publisher: 'sample-office',
  names: { zh: '样例', en: 'Sample office' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.example.gov.cn/tz/',
    region: 'ul',
    items: 'li',
    link: 'a',
    title: 'a',
    date: 'span',
    complete: true,
  },
  article: { body: '.content', title: 'h1', number: '.wh', drop: ['.share'] },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official' },
  was: ['older-office'],
  egress: 'home',
  attachmentHosts: ['files.example.gov.cn'],
  evidence: 'a public list, 2026-11',
  notes: 'none',
};

/** Every key of the page with a value that is right. */
const right = {
  sources: {
    only: ['sample-office', 'cac-rules'],
    without: ['cac-rules'],
    extra: [declaration],
    every: { 'sample-office': 'week' },
    egress: { 'sample-office': 'home' },
  },
  digest: { weekday: 'friday', time: '08:30', timeZone: 'Europe/Brussels', from: 'Hongtou <digest@example.org>', language: 'both' },
  fetch: { contact: 'owner@example.org', allow: ['127.0.0.1:8081'], hosts: { 'example.gov.cn': '127.0.0.1:8081' } },
  translate: 'http',
  translator: { form: 'chat', url: 'http://127.0.0.1:11434/v1/chat/completions', model: 'small', charactersAMonth: 1000 },
  glossary: [{ zh: '算力券', en: 'compute voucher' }],
  enrich: 'none',
  egress: { home: { collector: true }, tokyo: { proxy: 'http://proxy.example.org:3128' } },
  webhooks: [{ url: 'https://hooks.example.org/a', for: { theme: 'chips' }, secretParameter: 'hook' }],
  server: { listen: '127.0.0.1:4180', baseUrl: 'https://hongtou.example', proxies: ['10.0.0.0/8'] },
  search: { engine: 'embedded' },
  mail: { smtp: { host: 'smtp.example.org', port: 587, tls: 'required' } },
  public: false,
  signUp: 'invited',
  alarms: { email: 'owner@example.org' },
  budgetUsd: 10,
  store: { table: 'table', bucket: 'bucket' },
};

/** A wrong value of each, with the path that is told. */
const wrong: Readonly<Record<keyof typeof right, readonly [unknown, string]>> = {
  sources: [{ every: { 'cac-rules': 'minute' } }, 'sources.every.cac-rules'],
  digest: [{ weekday: 'someday' }, 'digest.weekday'],
  fetch: [{ allow: ['localhost'] }, 'fetch.allow[0]'],
  translate: ['by-hand', 'translate'],
  translator: [{ form: 'letter', url: 'https://a.example/' }, 'translator.form'],
  glossary: [[{ zh: '算力券' }], 'glossary[0].en'],
  enrich: ['all', 'enrich'],
  egress: [{ home: { collector: 'yes' } }, 'egress.home'],
  webhooks: [[{ url: 'ftp://a.example/', for: {}, secretParameter: 'x' }], 'webhooks[0].url'],
  server: [{ baseUrl: 5 }, 'server.baseUrl'],
  search: [{ engine: 'grep' }, 'search'],
  mail: [{ smtp: { host: 'a.example', port: 0 } }, 'mail.smtp.port'],
  public: ['yes', 'public'],
  signUp: ['closed', 'signUp'],
  alarms: [{ email: 'nobody' }, 'alarms.email'],
  budgetUsd: [-1, 'budgetUsd'],
  store: [{ table: 'x' }, 'store.bucket'],
};

export function configurationIsHeld(world: () => World): void {
  const listed = async (name: string, value: object) => {
    writeFileSync(join(world().place, name), JSON.stringify(value));
    return world().said(['sources', 'list', '--json', '--config', name, '--data', 'sixth']);
  };

  test('the page, the schema and this table name the same keys', () => {
    const keys = Object.keys(configurationSchema.properties).filter((key) => key !== '$schema');
    const named = firstCells(section('## 5. Configuration')).flatMap(spans);
    expect([named.toSorted(), Object.keys(right).toSorted()]).toEqual([keys.toSorted(), keys.toSorted()]);
    expect(configurationSchema.additionalProperties).toBe(false);
  });

  test('every key is taken', async () => {
    const { status, out, err } = await listed('right.json', right);
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out).items.map(({ id }: { id: string }) => id)).toEqual(['sample-office']);
  });

  test('every wrong value and an unknown key are refused, each with its path', async () => {
    const values = Object.fromEntries(Object.entries(wrong).map(([key, [value]]) => [key, value]));
    const { status, out, err } = await listed('wrong.json', { ...values, sauces: {} });
    expect([status, out]).toEqual([2, '']);
    expect(
      [...Object.values(wrong).map(([, path]) => path), 'sauces'].filter((path) => !err.includes(`${path}:`) && !err.includes(`${path}.`)),
    ).toEqual([]);
  });
}
