import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { functionId, functionNames } from '../../infra/config.ts';
import { prefixesOf, recordedKinds } from '../../shared/model/records.ts';
import * as tableKeys from '../../shared/model/table.ts';
import { reported } from '../faults/report.ts';
import { asText, at, may, ofType, statementsOf } from './template.ts';

const table = '<RecordTable.Arn>';
const object = (key: string): string => `<EvidenceBucket.Arn>/${key}`;
const read = 'dynamodb:GetItem';
const put = 'dynamodb:PutItem';

describe('who may do what', () => {
  test('collect writes documents and evidence, reads evidence again, and cannot read readers or tokens, nor send mail', () => {
    const id = functionId('collect');
    expect(may(id, put, table, 'DOC#x')).toBe(true);
    expect(may(id, 's3:PutObject', object('evidence/sha256/x'))).toBe(true);
    expect(may(id, read, table, 'SUBSCRIBER#x')).toBe(false);
    expect(may(id, read, table, 'TOKEN#x')).toBe(false);
    expect(may(id, 's3:GetObject', object('evidence/sha256/x'))).toBe(true);
    expect(
      statementsOf(id)
        .flatMap(({ actions }) => actions)
        .filter((action) => action.startsWith('ses:')),
    ).toEqual([]);
  });

  test('whoever composes a digest may set facts aside that take too long', () => {
    for (const name of ['api', 'collect', 'deliver', 'digest', 'index'] as const)
      expect(may(functionId(name), put, table, 'ASIDE'), name).toBe(true);
  });

  test('digest writes no documents', () => {
    expect(may(functionId('digest'), put, table, 'DIGEST#2026-W47')).toBe(true);
    expect(may(functionId('digest'), put, table, 'DOC#x')).toBe(false);
    expect(may(functionId('digest'), put, table, 'SUBSCRIBER#x')).toBe(false);
  });

  test('api reads; all it writes is subscriptions and themes by a person, never a document', () => {
    const id = functionId('api');
    for (const partition of ['DOC#x', 'DIGEST#x', 'SOURCES', 'TOKEN#x']) {
      expect(may(id, read, table, partition)).toBe(true);
      expect(may(id, put, table, partition)).toBe(false);
    }
    expect(may(id, put, table, 'SUBSCRIBER#x')).toBe(true);
    expect(may(id, put, table, 'LABEL#x')).toBe(true);
    expect(may(id, 's3:PutObject', object('evidence/sha256/x'))).toBe(false);
  });

  test('the secret that links are signed with is read by those who make or check links alone, in the table and in the bucket', () => {
    const readers = functionNames.filter((name) => may(functionId(name), 's3:GetObject', object('records/secret/x/000001.json')));
    expect(readers.toSorted()).toEqual(['api', 'deliver', 'feedback']);
    expect(functionNames.filter((name) => may(functionId(name), read, table, 'SECRET#INSTANCE')).toSorted()).toEqual(readers.toSorted());
  });

  test('the daily copy is written by watch, and read by no function', () => {
    const key = object('backup/states.json.br');
    expect(functionNames.filter((name) => may(functionId(name), 's3:PutObject', key))).toEqual(['watch']);
    expect(functionNames.filter((name) => may(functionId(name), 's3:GetObject', key))).toEqual([]);
  });

  test('whoever reads documents reads the labels beside them', () => {
    const readers = functionNames.filter((name) => may(functionId(name), read, table, 'DOC#x'));
    expect(readers).toEqual(expect.arrayContaining(['collect', 'digest', 'index', 'api']));
    for (const name of readers) expect(may(functionId(name), read, table, 'LABEL#x'), name).toBe(true);
  });

  test('every partition of the table is read by a function and told in the data model', () => {
    const keys = Object.entries(tableKeys).flatMap(([name, make]) =>
      typeof make === 'function' && name.endsWith('Key') ? [make as (...parts: string[]) => unknown] : [],
    );
    const partitions = keys.flatMap((make) => {
      const key = make('x', 'x', 'x');
      return typeof key === 'object' && key !== null && 'pk' in key ? [String(key.pk)] : [];
    });
    expect(new Set(partitions).size).toBeGreaterThan(10);
    const told = readFileSync(join(import.meta.dirname, '../../docs/data-model.md'), 'utf8');
    for (const partition of partitions) {
      expect(
        functionNames.filter((name) => may(functionId(name), read, table, partition)),
        partition,
      ).not.toEqual([]);
      expect(told).toContain(`\`${partition.split('#')[0]}`);
    }
  });

  test('without a sender in the configuration nobody may send mail', () => {
    const senders = functionNames.filter((name) => statementsOf(functionId(name)).some(({ actions }) => actions.includes('ses:SendEmail')));
    expect(senders).toEqual([]);
  });

  test('what can be made again, the search index, is all that may be deleted, and its one writer deletes it', () => {
    for (const name of functionNames) {
      const removed = statementsOf(functionId(name)).filter(({ actions }) => actions.includes('s3:DeleteObject'));
      expect(removed.flatMap((statement) => statement.resources)).toEqual(name === 'index' ? [object('search/*')] : []);
    }
  });

  test('deliver erases readers who ask for it: their records and items, and no other version of anything; api hands them what is kept', () => {
    const own = ['ledger', 'profile', 'mark'].map((kind) => object(`readers/*/${kind}-*`));
    for (const name of functionNames) {
      const erased = statementsOf(functionId(name)).filter(({ actions }) => actions.includes('s3:DeleteObjectVersion'));
      expect(erased.flatMap((statement) => statement.resources).toSorted()).toEqual(name === 'deliver' ? own.toSorted() : []);
      for (const partition of ['SUBSCRIBER#x', 'READ#x', 'MAILED#x'])
        expect(may(functionId(name), 'dynamodb:DeleteItem', table, partition), `${name} ${partition}`).toBe(name === 'deliver');
    }
    expect(may(functionId('deliver'), 'dynamodb:DeleteItem', table, 'DOC#x')).toBe(false);
    const read = statementsOf(functionId('api')).filter(({ actions }) => actions.includes('s3:GetObject'));
    expect(read.flatMap((statement) => statement.resources)).toEqual(expect.arrayContaining(own));
    expect(may(functionId('api'), put, table, 'READ#x')).toBe(true);
  });

  test('nobody deletes tables, or scans', () => {
    const actions = functionNames.flatMap((name) => statementsOf(functionId(name)).flatMap((statement) => statement.actions));
    expect(actions.filter((action) => /DeleteTable|Scan|Acl|Tagging|Retention|PutBucket/.test(action))).toEqual([]);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('a right to the record always names its partitions', () => {
    for (const name of functionNames) {
      for (const { actions, leadingKeys } of statementsOf(functionId(name))) {
        if (actions.some((action) => action.startsWith('dynamodb:'))) expect(leadingKeys?.length).toBeGreaterThan(0);
      }
    }
  });
});

test('wildcards of resources are prefixes of the bucket, and for watch what knows no resources, and nothing else', () => {
  const asked = statementsOf(functionId('watch')).filter(({ resources }) => resources.includes('*'));
  expect(asked.flatMap(({ actions }) => actions)).toEqual(['cloudwatch:GetMetricData', 'ses:GetAccount']);
  const resources = ofType('AWS::IAM::Policy').flatMap(({ properties }) =>
    (at(properties, 'PolicyDocument.Statement') as { Resource: unknown }[]).flatMap(({ Resource }) => [Resource].flat().map(asText)),
  );
  const wild = new Set(resources.filter((resource) => resource.includes('*')));
  // No function makes tokens; what writes to webhooks is there only when there are some (webhooks.test.ts).
  const unwritten = ['TOKEN#', 'WEBHOOK#'].flatMap(prefixesOf);
  const prefixes = recordedKinds.flatMap(({ partition }) => prefixesOf(partition)).filter((prefix) => !unwritten.includes(prefix));
  const expected = new Set(['backup/', 'digests/', 'evidence/', 'pages/', 'search/', 'text/', ...prefixes]);
  const listed = ['*', ...[...expected].map((prefix) => object(`${prefix}*`))];
  reported(44, { unlistedWildcards: [...wild].filter((resource) => !listed.includes(resource)).length });
  expect([...wild].sort()).toEqual(listed.sort());
});

test('who writes a partition writes its records, and no others', () => {
  const puts = (name: (typeof functionNames)[number]) =>
    statementsOf(functionId(name))
      .filter(({ actions }) => actions.includes('s3:PutObject'))
      .flatMap((statement) => statement.resources)
      .filter((resource) => /\/(?:records|readers)\//.test(resource));
  expect(puts('collect')).toEqual(['address', 'document', 'news', 'spent'].map((kind) => object(`records/${kind}/*`)));
  expect(puts('feedback')).toEqual([object('readers/*/profile-*'), object('records/secret/*')]);
  expect(puts('watch')).toEqual(['configuration', 'mailed', 'round', 'schema'].map((kind) => object(`records/${kind}/*`)));
});

/** Who must not do what, to which resource or partition of the table. */
const forbidden: readonly (readonly [
  names: readonly (typeof functionNames)[number][],
  actions: readonly string[],
  on: readonly string[],
])[] = [
  [
    ['collect', 'schedule', 'index'],
    [read, 'dynamodb:Query', put],
    ['SUBSCRIBER#x', 'TOKEN#x', 'SECRET#INSTANCE', 'MAILED#x'],
  ],
  [['collect'], ['dynamodb:BatchWriteItem'], ['LABEL#x', 'NEWS', 'SOURCES', 'SUBSCRIBER#x', 'TOKEN#x']],
  [['index', 'digest', 'api', 'watch', 'schedule', 'deliver'], ['dynamodb:BatchWriteItem'], ['DOC#x', 'URL#x', 'SUBSCRIBER#x']],
  [['collect', 'index', 'digest', 'api', 'watch', 'schedule'], ['dynamodb:DeleteItem'], ['DOC#x', 'SUBSCRIBER#x', 'TOKEN#x']],
  [
    ['digest', 'deliver', 'api', 'watch', 'schedule', 'feedback'],
    [put, 'dynamodb:UpdateItem'],
    ['DOC#x', 'TOKEN#x'],
  ],
  [
    [...functionNames],
    ['s3:DeleteObject', 's3:DeleteObjectVersion'],
    [object('evidence/x'), object('text/x'), object('records/document/x')],
  ],
  [
    ['digest', 'deliver', 'api', 'watch', 'schedule', 'feedback', 'index'],
    ['s3:PutObject'],
    [object('evidence/sha256/x'), object('records/document/x')],
  ],
  [
    ['collect', 'schedule', 'index', 'api', 'watch', 'feedback', 'digest'],
    ['ses:SendEmail', 'ses:SendRawEmail'],
    ['*', 'x'],
  ],
  [[...functionNames], ['dynamodb:DeleteTable', 'dynamodb:Scan', 'iam:PassRole', 'lambda:InvokeFunction'], [table, '*']],
];

test('the matrix of what no role may do', () => {
  const cases = forbidden.flatMap(([names, actions, on]) =>
    names.flatMap((name) => actions.flatMap((action) => on.map((what) => ({ name, action, what })))),
  );
  const allowed = cases.filter(({ name, action, what }) =>
    action.startsWith('dynamodb:') && what !== '*' && what !== table
      ? may(functionId(name), action, table, what)
      : may(functionId(name), action, what),
  );
  expect(allowed).toEqual([]);
  reported(44, { forbiddenAllowed: allowed.length, cases: cases.length });
});
