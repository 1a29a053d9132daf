import type { Documents } from '../../model/document-store.ts';
import { claimKey, probeKey } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import type { Table } from '../../store/table.ts';
import { headKeys, readHeads, toHead } from './heads.ts';

/** By what documents are found. `probed`: every key that has documents has a probe. */
export function openNames(table: Table, probed: boolean): Pick<Documents, 'byKey' | 'probe' | 'lookUp' | 'claim'> {
  // Behind the probe.
  const byKey = async (key: string, limit = 10) =>
    (await table.query(`KEY#${key}`, { after: probeKey(key).sk, limit })).map((item) => item.sk);
  return {
    byKey,
    async probe(heads) {
      const { probeItems } = await import('./name-items.ts');
      await table.putMany(heads.flatMap(probeItems));
    },
    async lookUp({ keys, id, claim, limit }) {
      const first = claim === undefined ? [] : [claimKey(claim, 0)];
      const [head, label, ...rest] = await table.getMany([...headKeys(id), ...keys.map(probeKey), ...first]);
      const used = keys.filter((_, n) => !probed || rest[n] !== undefined);
      const ids = (await Promise.all(used.map((key) => byKey(key, limit)))).flat();
      const heads = ids.length === 0 ? [] : await readHeads(table, [...new Set(ids)]);
      return {
        byKeys: heads.filter((each) => each !== undefined),
        ...opt('own', toHead(head, label)),
        ...opt('claimedBy', rest[keys.length] as string | undefined),
      };
    },
    async claim(key, place, id) {
      const item = claimKey(key, place);
      return (await table.put({ ...item, value: id }, 'absent')) ? id : ((await table.get(item)) as string);
    },
  };
}
