export { fileSecrets } from '../../shared/net/secret-files.ts';
export { openSmtp } from '../../shared/net/smtp.ts';
export { upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
export { renewOldIndex } from '../../shared/pipeline/read/index.ts';
export { openSqliteStore } from '../../shared/store/sqlite/store.ts';
export { openClock } from '../clock.ts';
export { lookOver, lookOverDaily } from '../look-over.ts';
export { openContext } from '../open.ts';
