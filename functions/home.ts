import { fileURLToPath } from 'node:url';

/** The folder of package.json: in a clone this file lies one below it, in the package the bundle does. */
export const home = fileURLToPath(new URL('..', import.meta.url));
