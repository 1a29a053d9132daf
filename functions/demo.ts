import { enableCompileCache } from 'node:module';

// Before anything else is loaded, as hongtou.js does for commands: half of a start is making JavaScript of TypeScript.
enableCompileCache();
await import('./cli/demo.ts');
