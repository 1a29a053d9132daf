import { readEnvironment } from '../../shared/model/configuration.ts';
import { openAwsStore } from '../../shared/store/aws/store.ts';
import { openSqliteStore } from '../../shared/store/sqlite/store.ts';

/** One of several processes that write the same to one store. */
const [kind = '', folder = '', name = ''] = process.argv.slice(2);
const { table, objects, tasks } = kind === 'sqlite' ? openSqliteStore(folder) : openAwsStore(readEnvironment(process.env));
const won = { items: 0, objects: 0, raised: 0 };
for (let n = 0; n < 20; n += 1) {
  if (await table.put({ pk: 'SEVERAL', sk: String(n), value: name }, 'absent')) won.items += 1;
  if (await objects.put(`several/${n}`, Buffer.from(name), 'text/plain', { absent: true })) won.objects += 1;
}
while (won.raised < 10) {
  const { v = 0 } = (await table.item({ pk: 'RAISED', sk: 'A' })) ?? {};
  if (!(await table.put({ pk: 'RAISED', sk: 'A', value: v + 1, v: v + 1 }, v === 0 ? 'absent' : { v }))) continue;
  won.raised += 1;
  await table.add({ pk: 'RAISED', sk: 'SUMS' }, { raised: 1 }, 2_000_000_000);
}
const page = (id: string) => ({ kind: 'page', id, sourceId: 'sample', url: `http://${id}.example/` }) as const;
await tasks({ elsewhere: () => undefined }).send([page('shared'), page(`writer${name}`)]);
console.log(JSON.stringify(won));
process.exit(0);
