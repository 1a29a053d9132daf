import { describe, expect, test } from 'vitest';
import { columnsOf, type LayoutEdge, type LayoutNode, layOut, sizes } from '../../shared/stages/lineage/layout.ts';

/** Numbers from 0 to 1, the same row for the same seed. */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const pad = (n: number): string => String(n).padStart(2, '0');
function picture(seed: number): { nodes: readonly LayoutNode[]; edges: readonly LayoutEdge[] } {
  const next = numbersOf(seed);
  const whole = (below: number): number => Math.floor(next() * below);
  const day = (): string => {
    const full = `${2015 + whole(12)}-${pad(1 + whole(12))}-${pad(1 + whole(28))}`;
    return full.slice(0, [0, 4, 7, 10, 10, 10, 10][whole(7)]);
  };
  const nodes = Array.from({ length: 1 + whole(60) }, (_, i) => ({
    key: `k${i}`,
    lane: whole(6),
    day: day(),
    step: i === 0 ? 0 : 1 + whole(2),
  }));
  const edges = Array.from({ length: whole(90) }, () => ({ from: `k${whole(nodes.length)}`, to: `k${whole(nodes.length)}` }));
  return { nodes, edges };
}
const pictures = Array.from({ length: 40 }, (_, seed) => picture(seed + 1));

describe('the picture of a lineage', () => {
  test('every node stands in one box, boxes do not overlap, the middle is never folded', () => {
    for (const { nodes, edges } of pictures) {
      const { boxes, width, height } = layOut(nodes, edges);
      expect(boxes.flatMap(({ keys }) => keys).toSorted()).toEqual(nodes.map(({ key }) => key).toSorted());
      for (const [i, a] of boxes.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + sizes.width <= width && a.y + sizes.height <= height).toBe(true);
        const apart = (b: (typeof boxes)[number]) =>
          Math.abs(a.x - b.x) >= sizes.width + sizes.gutter || Math.abs(a.y - b.y) >= sizes.height + sizes.gap;
        expect(boxes.slice(i + 1).every(apart)).toBe(true);
      }
      expect(boxes.find(({ keys }) => keys.includes('k0'))?.keys).toEqual(['k0']);
    }
  });

  test('time runs to the right, lanes from above, and each box lies within its lane', () => {
    for (const { nodes, edges } of pictures) {
      const { boxes, columns, lanes } = layOut(nodes, edges);
      const of = new Map(nodes.map((node) => [node.key, node]));
      for (const [i, { from, to }] of columns.entries())
        if (from !== undefined && i > 0) expect((columns[i - 1]?.to ?? '') < from && from <= (to ?? '')).toBe(true);
      for (const box of boxes)
        for (const key of box.keys) {
          const { day = '', lane: wanted = -1 } = of.get(key) ?? {};
          const { from = '', to = '' } = columns[box.column] ?? {};
          expect(from <= day && day <= to).toBe(true);
          const lane = lanes.find((each) => each.lane === wanted);
          expect(lane !== undefined && box.y >= lane.y + sizes.head && box.y + sizes.height <= lane.y + lane.height).toBe(true);
        }
    }
  });

  test('every edge between two boxes has a line that ends at both and crosses none', () => {
    for (const { nodes, edges } of pictures) {
      const { boxes, routes } = layOut(nodes, edges);
      const boxOf = (key: string) => boxes.find(({ keys }) => keys.includes(key));
      const drawn = new Set(routes.flatMap((route) => route.edges));
      for (const [i, { from, to }] of edges.entries()) expect(drawn.has(i)).toBe(boxOf(from) !== boxOf(to));
      for (const {
        edges: [first = 0],
        points,
      } of routes) {
        const [a, b] = [boxOf(edges[first]?.from ?? ''), boxOf(edges[first]?.to ?? '')];
        for (const [box, [x, y]] of [
          [a, points[0] ?? [0, 0]],
          [b, points.at(-1) ?? [0, 0]],
        ] as const)
          expect(box !== undefined && (x === box.x || x === box.x + sizes.width) && y > box.y && y < box.y + sizes.height).toBe(true);
        for (const [i, [x, y]] of points.slice(1).entries()) {
          const [px = 0, py = 0] = points[i] ?? [];
          expect(x === px || y === py).toBe(true);
          const behind = (box: (typeof boxes)[number]) =>
            Math.max(x, px) > box.x &&
            Math.min(x, px) < box.x + sizes.width &&
            Math.max(y, py) > box.y &&
            Math.min(y, py) < box.y + sizes.height;
          expect(boxes.some(behind)).toBe(false);
        }
      }
    }
  });

  test('the order in which nodes are given changes nothing', () => {
    for (const { nodes, edges } of pictures) expect(layOut(nodes.toReversed(), edges)).toEqual(layOut(nodes, edges));
  });

  test('columns are cut at the longest silences; months and years stand at their beginning', () => {
    const days = ['2020-05-01', '2020-05-02', '2026-11', '2026-10-30', '2023'];
    expect(columnsOf(days, 3)).toEqual([
      { from: '2020-05-01', to: '2020-05-02' },
      { from: '2023', to: '2023' },
      { from: '2026-10-30', to: '2026-11' },
    ]);
    expect(columnsOf([], 3)).toEqual([]);
  });
});
