import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFunction } from './stack/function-process.ts';
import { decide, matches, NotUnderstood, readPolicy } from './stack/policy.ts';

const partitions = (keys: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});
const role = readPolicy({
  Statement: [
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: 'arn:t', Condition: partitions(['DOC#*', 'NEWS']) },
    { Effect: 'Allow', Action: 's3:Put*', Resource: ['arn:b/text/*', 'arn:b/readers/*/mark-*'] },
    { Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*', Condition: { StringEquals: { 'ses:FromAddress': 'a@b.example' } } },
  ],
});
const bucket = readPolicy({
  Statement: {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:PutObject',
    Resource: 'arn:b/text/*',
    Condition: { Null: { 's3:if-none-match': 'true' } },
  },
});
const asked = (action: string, resource: string, keys: Record<string, readonly string[]> = {}) =>
  decide({ action, resource, keys: { 'dynamodb:LeadingKeys': [], 's3:if-none-match': [], 'ses:FromAddress': [], ...keys } }, role, bucket)
    .allowed;

describe('policies', () => {
  test.for<readonly [string, boolean, string, string, Record<string, readonly string[]>?]>([
    ['a partition that is named', true, 'dynamodb:GetItem', 'arn:t', { 'dynamodb:LeadingKeys': ['DOC#1'] }],
    ['of two partitions one that is not', false, 'dynamodb:GetItem', 'arn:t', { 'dynamodb:LeadingKeys': ['DOC#1', 'TOKEN#1'] }],
    ['a request without a partition', false, 'dynamodb:Query', 'arn:t'],
    ['an action that no statement has', false, 'dynamodb:Scan', 'arn:t', { 'dynamodb:LeadingKeys': ['DOC#1'] }],
    ['an action in other letters', true, 'DynamoDB:getitem', 'arn:t', { 'dynamodb:LeadingKeys': ['NEWS'] }],
    ['a new object', true, 's3:PutObject', 'arn:b/text/1', { 's3:if-none-match': ['*'] }],
    ['an object over another one, which the bucket denies', false, 's3:PutObject', 'arn:b/text/1'],
    ['an object in the middle of a pattern', true, 's3:PutObject', 'arn:b/readers/x/y/mark-1'],
    ['the sender', true, 'ses:SendEmail', 'arn:any', { 'ses:FromAddress': ['a@b.example'] }],
    ['another sender', false, 'ses:SendEmail', 'arn:any', { 'ses:FromAddress': ['x@b.example'] }],
  ])('%s', ([, allowed, action, resource, keys]) => {
    expect(asked(action, resource, keys)).toBe(allowed);
  });

  test.each([
    ['an operator', { DateLessThan: { 'aws:CurrentTime': '2027' } }],
    ['a condition key', { StringEquals: { 'aws:PrincipalTag/x': 'y' } }],
  ])('%s that is not known decides nothing', (_, Condition) => {
    const all = readPolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } });
    expect(() => decide({ action: 'a', resource: 'b', keys: { 'aws:CurrentTime': ['x'] } }, all, [])).toThrow(NotUnderstood);
  });

  test.each(['NotAction', 'NotResource', 'NotPrincipal'])('%s is not understood', (name) => {
    expect(() => readPolicy({ Statement: { Effect: 'Allow', [name]: 'x' } })).toThrow(NotUnderstood);
  });

  test('many stars are matched in linear time', () => {
    expect(matches(`${'a*'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});

describe('the process of a function', () => {
  const start = async (code: string, timeoutSeconds: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'hongtou-function-'));
    writeFileSync(join(folder, 'index.mjs'), code);
    const made = await startFunction({
      id: 'F',
      folder,
      handler: 'index.handler',
      memoryMb: 128,
      timeoutSeconds,
      environment: { A: 'b' },
      sites: [],
    });
    onTestFinished(() => made.close());
    return made;
  };

  test('has the environment that it is given and no other, and no way out', async () => {
    const { invoke } = await start(
      `export const handler = async () => [process.env.A, process.env.HOME ?? 'none', await fetch('http://8.8.8.8/').then(() => 'out', () => 'in'), await fetch('http://some.example/').then(() => 'out', () => 'in')];`,
      5,
    );
    expect(await invoke({})).toEqual(['b', 'none', 'in', 'in']);
  });

  test('is killed for too much memory, and for too much time', async () => {
    const greedy = await start(
      'export const handler = async () => { const all = []; for (;;) { all.push(Buffer.alloc(4e6, 1)); await new Promise(setImmediate); } };',
      20,
    );
    await expect(greedy.invoke({})).rejects.toThrow(/F took \d+ MB of 128/);
    const slow = await start('export const handler = async () => { for (;;) {} };', 0.3);
    await expect(slow.invoke({})).rejects.toThrow('F took more than its 0.3 s');
    expect([greedy.alive, slow.alive]).toEqual([false, false]);
  });
});
