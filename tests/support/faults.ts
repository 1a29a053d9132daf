import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type AttributeValue, DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Bench } from './bench.ts';

type Item = Record<string, AttributeValue>;
/** Takes a fault back. */
export type Undo = () => Promise<void> | void;

/** The file of an object of the local instance. */
export function fileOf(data: string, key: string): string {
  const folder = join(data, 'objects', 'evidencebucket', dirname(key));
  const name = readdirSync(folder).find((each) => each.startsWith(`${basename(key)}~`));
  if (name === undefined) throw new Error(`no object ${key}`);
  return join(folder, name);
}

/** Faults as disks, people and enemies make them: behind the back of the program. */
export function faultsOf(bench: Bench) {
  const client = new DynamoDBClient({});
  const TableName = process.env['RECORD_TABLE'];
  const put = async (item: Item) => void (await client.send(new PutItemCommand({ TableName, Item: item })));
  const itemWith = async (pattern: RegExp): Promise<Item> => {
    const [, item] = [...(await bench.stored()).items].find(([key]) => pattern.test(key)) ?? [];
    if (!item) throw new Error(`no item ${pattern}`);
    return item;
  };
  const flip = (key: string): Undo => {
    const file = fileOf(bench.data, key);
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(file, flipped);
    return () => writeFileSync(file, bytes);
  };
  return {
    flip,
    /** Another file of the same bucket in its place, and the other way round. */
    swap(one: string, other: string): Undo {
      const files = [fileOf(bench.data, one), fileOf(bench.data, other)] as const;
      const [a, b] = [readFileSync(files[0]), readFileSync(files[1])];
      writeFileSync(files[0], b);
      writeFileSync(files[1], a);
      return () => {
        writeFileSync(files[0], a);
        writeFileSync(files[1], b);
      };
    },
    lose(key: string): Undo {
      const file = fileOf(bench.data, key);
      renameSync(file, `${bench.data}/lost`);
      return () => renameSync(`${bench.data}/lost`, file);
    },
    async plant(key: string, body: string): Promise<void> {
      const IfNoneMatch = '*';
      await new S3Client({}).send(new PutObjectCommand({ Bucket: 'evidencebucket', Key: key, Body: body, IfNoneMatch }));
    },
    async forget(pattern: RegExp): Promise<Undo> {
      const item = await itemWith(pattern);
      const { pk, sk } = item;
      if (pk && sk) await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
      return () => put(item);
    },
    async change(pattern: RegExp, to: (item: Item) => Item): Promise<Undo> {
      const item = await itemWith(pattern);
      await put(to(item));
      return () => put(item);
    },
    async add(item: Item): Promise<Undo> {
      await put(item);
      return async () => {
        const { pk, sk } = item;
        if (pk && sk) await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
      };
    },
  };
}
