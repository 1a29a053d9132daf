/** What opens the local instance, together, so that it is loaded when it is needed. */
export { openLocal } from '../../infra/local.ts';
export { openClock } from '../../shared/adapters/clock.ts';
export { openContext } from '../../shared/adapters/open.ts';
export { openSettings } from '../../shared/adapters/settings.ts';
export { fileSecrets } from '../../shared/adapters/webhooks/file-secrets.ts';
export { upgradeStore } from '../../shared/pipeline/keep/upgrade.ts';
