interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface LabelPlace {
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

/** Right of the mark, left of it, above, below, then right and left again, a little higher or lower. */
function candidates({ rect, labelRect }: LabelPlace): { dx: number; dy: number }[] {
  const across = -(rect.width + labelRect.width + 2 * GAP + 2);
  const up = -(rect.height + labelRect.height) / 2 - GAP;
  const line = labelRect.height;
  return [
    { dx: 0, dy: 0 },
    { dx: across, dy: 0 },
    { dx: across / 2, dy: up },
    { dx: across / 2, dy: -up },
    ...[-0.6, 0.6, -1.2, 1.2].flatMap((lines) => [
      { dx: 0, dy: lines * line },
      { dx: across, dy: lines * line },
    ]),
  ];
}

function asLine(rect: Rect): Rect {
  const height = Math.max(LINE, rect.height);
  return { ...rect, y: rect.y - (height - rect.height) / 2, height };
}

/** Moves labels of a scatter plot, in the order of the data, to where no earlier mark or label stands. */
export function labelPlaces(width: number): (label: LabelPlace) => { dx: number; dy: number } {
  let taken: Rect[] = [];
  return (found) => {
    const label = { ...found, labelRect: asLine(found.labelRect) };
    if (label.dataIndex === 0) taken = [];
    const at = ({ dx, dy }: { dx: number; dy: number }): Rect => ({
      ...label.labelRect,
      x: label.labelRect.x + dx,
      y: label.labelRect.y + dy,
    });
    const inside = (rect: Rect): boolean => rect.x >= 0 && rect.x + rect.width <= width;
    const free = candidates(label).find((move) => inside(at(move)) && taken.every((rect) => !overlap(at(move), rect)));
    const move = free ?? { dx: 0, dy: 0 };
    taken.push(at(move), label.rect);
    return move;
  };
}
