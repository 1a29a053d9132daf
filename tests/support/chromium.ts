import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';

/** Chromium: the one named by CHROME_PATH, one of the system, else the one that came with the packages. */
export async function executable(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  return system ?? bundled.executablePath();
}
