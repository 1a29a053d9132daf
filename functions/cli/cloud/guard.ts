import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bucketId, tableId } from '../../../infra/config.ts';
import lastRelease from '../../../infra/last-release.json' with { type: 'json' };
import { asNamed, compareResources, type LastRelease, resourcesOf } from '../../../infra/upgrade-guard.ts';
import { schemaVersion } from '../../../shared/model/table.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { openTable } from '../../../shared/store/aws/table.ts';
import { openDocuments } from '../../../shared/store/documents.ts';
import { openSchema } from '../../../shared/store/instance.ts';
import { bad, type Diagnosis, good, unlessAbsent } from './diagnosis.ts';
import type { Template } from './stack.ts';

export type Accepted = { readonly stored: boolean; readonly lacks: readonly string[] };

export function guardDiagnoses(
  name: string,
  before: Template | undefined,
  after: Template,
  { stored, lacks }: Accepted,
): readonly Diagnosis[] {
  const check = 'data in the stack';
  const release: LastRelease = lastRelease;
  const lacking = Object.keys(release.held).filter((id) => lacks.includes(String(release.held[id]?.type)));
  const mayGo = [...(stored ? [tableId, bucketId] : []), ...lacking];
  const resources = resourcesOf(after.Resources);
  const had = before && resourcesOf(before.Resources);
  if (had && tableId in resources && !(tableId in had))
    return [
      bad(
        check,
        'the stack uses a table and a bucket by name, and the configuration has no "store" any more: empty ones would take their place',
        'write "store" into the configuration again; "hongtou doctor --stack NAME" names both',
      ),
    ];
  const faults = [
    ...compareResources(had ?? {}, resources, mayGo).map((fault) => ({ ...fault, from: 'what is deployed' })),
    ...compareResources(asNamed(release.held, name), resources, mayGo).map((fault) => ({ ...fault, from: `release ${release.version}` })),
  ];
  if (faults.length === 0) return [good(check, had ? 'nothing is replaced or removed' : `as in release ${release.version}`)];
  return faults.map(({ resource, found, remedy, from }) => bad(check, `against ${from}, ${resource}: ${found}`, remedy));
}

export async function formCheck(tableName: string, agree: (question: string) => Promise<boolean>): Promise<Diagnosis> {
  const table = openTable(new DynamoDBClient(patience(30)), tableName);
  const check = 'form of the data';
  const found = await unlessAbsent(openSchema(table).version());
  if (found === undefined || found === schemaVersion) return good(check, String(schemaVersion));
  if (found > schemaVersion)
    return bad(
      check,
      `${found}, and this program knows ${schemaVersion}: a newer one wrote it`,
      'deploy that newer version, or a later one',
    );
  if ((await openDocuments(table, () => new Date()).allIds(undefined, 1)).length === 0)
    return good(check, `${schemaVersion}, nothing is stored yet`);
  const said = `${found}, and this program writes ${schemaVersion}`;
  return (await agree(`Bring the form of the data from ${found} to ${schemaVersion}?`))
    ? good(check, said, 'it is brought up when the stack stands')
    : bad(
        check,
        said,
        'run again with --yes: it is brought up when the stack stands. An older program reads it no more then; the table can be restored to any second of the last 35 days',
      );
}
