interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface LabelPlace {
  seriesIndex?: number;
  dataIndex?: number;
  /** Of the mark that the label belongs to. */
  rect: Rect;
  /** Of the label, to the right of the mark. */
  labelRect: Rect;
}

const GAP = 4;
/** Browsers without a font for every script measure lines too low. */
const LINE = 15;

function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** How far above or below its mark, in lines, a label may stand; beyond that nobody knows whose it is. */
const LINES_AWAY = [-0.6, 0.6, -1.2, 1.2, -1.8, 1.8, -2.4, 2.4, -3, 3];

/** Right of the mark, left of it, above, below, then the same a little higher or lower. */
function candidates({ rect, labelRect }: LabelPlace): { dx: number; dy: number }[] {
  const across = -(rect.width + labelRect.width + 2 * GAP + 2);
  const up = -(rect.height + labelRect.height) / 2 - GAP;
  const line = labelRect.height;
  return [
    { dx: 0, dy: 0 },
    { dx: across, dy: 0 },
    { dx: across / 2, dy: up },
    { dx: across / 2, dy: -up },
    ...LINES_AWAY.flatMap((lines) => [0, across, across / 4, (3 * across) / 4].map((dx) => ({ dx, dy: lines * line }))),
    ...[2, 3, 4].flatMap((lines) => [
      { dx: across / 2, dy: up - lines * line },
      { dx: across / 2, dy: -up + lines * line },
    ]),
  ];
}

function asLine(rect: Rect): Rect {
  const height = Math.max(LINE, rect.height);
  return { ...rect, y: rect.y - (height - rect.height) / 2, height };
}

/** Where labels may stand, in pixels of the chart: off its axes. */
export interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Moves labels of a scatter plot, in the order of the series and of their data, to where no earlier mark or label
 * stands. Where there is no such place the label is left out, and the hover box alone says what the mark is.
 */
export function labelPlaces(bounds: Bounds): (label: LabelPlace) => { dx: number; dy: number; hideOverlap: boolean } {
  let taken: Rect[] = [];
  const inside = ({ x, y, width, height }: Rect): boolean =>
    x >= bounds.left && x + width <= bounds.right && y >= bounds.top && y + height <= bounds.bottom;
  return (found) => {
    const label = { ...found, labelRect: asLine(found.labelRect) };
    if (label.dataIndex === 0 && (label.seriesIndex ?? 0) === 0) taken = [];
    const at = ({ dx, dy }: { dx: number; dy: number }): Rect => ({
      ...label.labelRect,
      x: label.labelRect.x + dx,
      y: label.labelRect.y + dy,
    });
    const possible = candidates(label).filter((move) => inside(at(move)));
    const free = possible.find((move) => taken.every((rect) => !overlap(at(move), rect)));
    const move = free ?? possible[0] ?? { dx: 0, dy: 0 };
    taken.push(at(move), label.rect);
    // Only labels that say so are hidden, and looked at by the others that say so.
    return { ...move, hideOverlap: true };
  };
}
