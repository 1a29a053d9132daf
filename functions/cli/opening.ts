/** What opens the local instance, together, so that it is loaded when it is needed. */
export { openClock } from '../../shared/adapters/clock.ts';
export { fileSecrets } from '../../shared/adapters/webhooks/file-secrets.ts';
export { upgradeStore } from '../../shared/pipeline/keep/upgrade.ts';
export { openSqliteStore } from '../../shared/store/sqlite/store.ts';
export { lookOver, lookOverDaily } from '../look-over.ts';
export { openContext } from '../open.ts';
