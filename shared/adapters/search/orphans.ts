import type { Objects } from '../../store/objects.ts';
import { buildingKey, filesOf, lookAt, lookAtBuilding, manifestKey } from './manifest.ts';

const dayMs = 86_400_000;

/**
 * Deletes files that a writer stored before it was killed, at most once a day and process: those older than a day that neither the manifest nor the index that is being
 * made names. (No writer lives as long between storing a file and naming it.)
 */
export function orphansOf(objects: Objects): { sweep(): Promise<void> } {
  let last = Number.NEGATIVE_INFINITY;
  return {
    async sweep() {
      const now = Date.now();
      if (now - last < dayMs) return;
      last = now;
      const old: string[] = [];
      for await (const key of objects.list('search/', undefined, new Date(now - dayMs))) old.push(key);
      // Looked at after the list: what is named since is kept.
      const [published, made] = await Promise.all([lookAt(objects), lookAtBuilding(objects)]);
      const files = [published?.manifest, made?.building].flatMap((each) => (each ? filesOf(each) : []));
      const named = new Set([...files, ...(published?.manifest.retired ?? [])].map(({ key }) => key).concat(manifestKey, buildingKey));
      for (const key of old) if (!named.has(key)) await objects.remove(key);
    },
  };
}
