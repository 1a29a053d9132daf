import { MailRefused } from '../../shared/model/errors.ts';
import type { Store } from '../../shared/store/store.ts';
import { type Ground, sqliteGround } from './bench.ts';

/** What happens to one request: it passes, its answer is lost, it never arrives, or the mail service refuses it. */
export type Fault = 'pass' | 'lost answer' | 'lost request' | 'refused';

/** `send` for a mail, else the name of the table's operation; `body` is what was asked, as JSON. */
export type Decide = (operation: string, body: string) => Fault;

/** As often as a client of AWS asks before it gives up; a mail is never asked for twice. */
const attempts = 3;

/** A store whose table and mail service are reached by a bad line. What is asked of the table and does not come back is asked again, as the clients of AWS do. */
function faultyStore(store: Store, decide: Decide): Store {
  const reached =
    (operation: string, ask: (...given: never[]) => Promise<unknown>, most: number) =>
    async (...given: never[]): Promise<unknown> => {
      for (let attempt = 1; ; attempt += 1) {
        const fault = decide(operation, JSON.stringify(given));
        if (fault === 'refused') throw new MailRefused('refused by the test');
        const answer = fault === 'lost request' ? undefined : await ask(...given);
        if (fault === 'pass') return answer;
        if (attempt >= most) throw new Error(`the connection ended: ${fault}`);
      }
    };
  const table = Object.fromEntries(
    Object.entries(store.table).map(([name, ask]) => [name, reached(name, ask as (...given: never[]) => Promise<unknown>, attempts)]),
  ) as unknown as Store['table'];
  return { ...store, table, mailer: { send: reached('send', store.mailer.send as never, 1) as Store['mailer']['send'] } };
}

/** The store of a data folder behind such a line. */
export const faultyGround =
  (decide: Decide) =>
  (data: string): Ground => {
    const ground = sqliteGround(data);
    return { ...ground, store: faultyStore(ground.store, decide) };
  };
