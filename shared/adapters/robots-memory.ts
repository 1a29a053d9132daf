import { robotsKey } from '../model/table.ts';
import type { Table } from '../store/table.ts';
import type { KeptRules, RobotsMemory } from './web/robots.ts';

const daySeconds = 86_400;

/** The rules of sites beyond the life of a process, so that each site is asked for them once a day however many processes there are. */
export const openRobotsMemory = (table: Table): RobotsMemory => ({
  read: async (origin) => (await table.get(robotsKey(origin))) as KeptRules | undefined,
  async write(origin, rules) {
    await table.put({ ...robotsKey(origin), value: rules, ttl: Math.ceil(Date.parse(rules.at) / 1000) + 2 * daySeconds }, 'none');
  },
});
