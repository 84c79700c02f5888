// ---- The parts of one picture by their places.

// How near the end of a line is to its box: an arrowhead stands between them.
const reach = 6;
// How far below a frame's top its title ends.
const headOfFrame = 44;

const has = (node, name) => node.classList.contains(name);
const numberOf = (node, name) => Number(node.getAttribute(name) ?? 0);
const rectOf = (node) => ({
  x: numberOf(node, "x"), y: numberOf(node, "y"), width: numberOf(node, "width"), height: numberOf(node, "height"),
});
const around = (rects) => {
  const x = Math.min(...rects.map((rect) => rect.x)), y = Math.min(...rects.map((rect) => rect.y));
  return {
    x, y, width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
};
const pointsOf = (parts) => parts.flat().flatMap(({ points }) => points);

class Parts {
  // `root` holds the picture's elements; its first rectangle is the ground.
  constructor(root, size) {
    this.root = root;
    this.size = size;
    this.boxes = [];
    this.lines = [];
    this.arrows = [];
    this.rigid = [];
    this.frames = [];
    this.paths = [];
    this.labels = [];
    this.opened = new Map();
    // What stands apart on a page: the overview, details with tables, the notes. Each is stretched by itself.
    this.overview = this.island = { parts: [] };
    this.read(root, null);
    this.findLabels();
    this.findIslands();
    for (const line of this.lines) this.findEnds(line);
    this.findTips();
    this.isDown = this.flowsDown();
  }

  read(group, frame) {
    for (const node of group.children) {
      switch (node.localName) {
        case "g": this.readGroup(node, frame); break;
        case "rect":
          if (!this.ground && group === this.root) {
            this.ground = node;
            this.groundRect = rectOf(node);
            break;
          }
          frame = this.add(this.frames, { node, rect: rectOf(node) });
          break;
        case "path": this.readPath(node, frame); break;
        case "text": this.readText(node, frame); break;
        default: break;
      }
    }
  }

  add(list, part) {
    part.island = this.island;
    this.island.parts.push(part);
    list.push(part);
    return part;
  }

  readGroup(node, frame) {
    const outer = this.island;
    // A caption comes before its detail and stands with it.
    if (has(node, "foldout-caption")) this.beside = { parts: [] };
    if (has(node, "foldout-detail") || has(node, "foldout-caption")) this.island = this.beside ??= { parts: [] };
    else if (has(node, "foldout-table") || has(node, "foldout-notes")) this.island = { parts: [] };
    this.readInside(node, frame);
    if (has(node, "foldout-detail")) this.beside = undefined;
    this.island = outer;
  }

  readInside(node, frame) {
    if (has(node, "foldout-node") || has(node, "foldout-terminal")) {
      const rects = [...node.children].filter((child) => child.localName === "rect").map(rectOf);
      if (rects.length) this.add(this.boxes, { node, rect: around(rects), ends: [] });
    } else if (has(node, "foldout-block") || has(node, "foldout-links") || has(node, "foldout-levels")) {
      this.read(node, has(node, "foldout-block") ? null : frame);
    } else {
      const corners = [...node.querySelectorAll("rect, text")].map((child) => [numberOf(child, "x"), numberOf(child, "y")]);
      for (const path of node.querySelectorAll("path")) corners.push(...pointsOf(parsePath(path.getAttribute("d"))));
      if (!corners.length) return;
      const isNotes = has(node, "foldout-notes");
      const rect = around(corners.map(([x, y]) => ({ x, y, width: 0, height: 0 })));
      this.add(this.rigid, { node, isNotes, rect, x: rect.x, y: rect.y });
    }
  }

  readPath(node, frame) {
    const parts = parsePath(node.getAttribute("d"));
    const isSmall = (part) => {
      const points = pointsOf([part]);
      return Math.max(...points.map(([x, y]) => Math.hypot(x - points[0][0], y - points[0][1]))) <= 12;
    };
    if (has(node, "foldout-link")) this.add(this.lines, { node, parts, ends: [] });
    else if (parts.every((part) => part[part.length - 1].letter === "Z" && isSmall(part))) this.add(this.arrows, { node, parts });
    else if (frame && parts.every((part) => part[part.length - 1].letter === "Z") && this.isInHead(parts, frame)) {
      this.add(this.rigid, { node, x: frame.rect.x, y: frame.rect.y });
    } else this.add(this.paths, { node, parts });
  }

  // Whether a shape is a badge beside a frame's title.
  isInHead(parts, { rect }) {
    const points = pointsOf(parts);
    return points.every(([x, y]) => x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y - rect.y < headOfFrame);
  }

  readText(node, frame) {
    const x = numberOf(node, "x"), y = numberOf(node, "y");
    const half = numberOf(node, "font-size") * node.textContent.length / 4;
    const left = x - ({ middle: half, end: 2 * half }[node.getAttribute("text-anchor")] ?? 0);
    const before = this.text?.node === node.previousElementSibling ? this.text : undefined;
    let [refX, refY] = [left, y];
    if (has(node, "foldout-label")) {
      this.labels.push(this.add(this.rigid, { node, x: left, y, right: left + 2 * half }));
      return;
    }
    // A title belongs to the corner of its frame, a second line to the first.
    if (frame && y - frame.rect.y < headOfFrame) [refX, refY] = [frame.rect.x, frame.rect.y];
    else if (before && before.ownX === x && y - before.ownY < 17) [refX, refY] = [before.x, before.y];
    this.text = this.add(this.rigid, { node, x: refX, y: refY, ownX: x, ownY: y });
  }

  // A shape stays at the line that it stands beside.
  findLabels() {
    const near = 16;
    for (const label of this.labels) {
      let best, least = near;
      for (const line of this.lines) {
        if (line.island !== label.island) continue;
        for (const part of line.parts) {
          const points = pointsOf([part]);
          for (let at = 1; at < points.length; at++) {
            const [[ax, ay], [bx, by]] = [points[at - 1], points[at]];
            const isUpright = Math.abs(ax - bx) < 0.5, isLevel = Math.abs(ay - by) < 0.5;
            let gap = Infinity, spot;
            if (isUpright && label.y >= Math.min(ay, by) - 6 && label.y - 6 <= Math.max(ay, by)) {
              gap = Math.min(Math.abs(label.x - ax), Math.abs(label.right - ax));
              spot = [ax, label.y];
            } else if (isLevel && label.right >= Math.min(ax, bx) && label.x <= Math.max(ax, bx)) {
              gap = Math.min(Math.abs(ay - label.y), Math.abs(label.y - 9 - ay));
              spot = [label.x, ay];
            }
            if (gap < least) [best, least] = [spot, gap];
          }
        }
      }
      if (best) [label.x, label.y] = best;
    }
  }

  // Details and tables are one island where nothing else is in their common room, so that they stay together. One that
  // stands within the overview's room is a part of that, which keeps its form while nothing is opened in it.
  findIslands() {
    const all = [...new Set([this.boxes, this.lines, this.rigid, this.frames, this.paths].flat().map((part) => part.island))];
    const spot = ([x, y]) => ({ x, y, width: 0, height: 0 });
    const rectsOf = (island) => island.parts.flatMap((part) =>
      part.rect ? [part.rect] : part.parts ? part.parts.map((own) => around(pointsOf([own]).map(spot))) : [spot([part.x, part.y])]);
    for (const island of all) {
      island.rects = rectsOf(island);
      island.rect = around(island.rects);
      island.isNotes = island.parts.some((part) => part.isNotes);
    }
    const meets = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const beside = all.filter((island) => island !== this.overview && !island.isNotes);
    const isFree = (rect, own) => all.every((other) => own.includes(other) || other.isGone
      || (other === this.overview ? !other.rects.some((part) => meets(part, rect)) : !meets(other.rect, rect)));
    for (let first = 0; first < beside.length; first++) {
      for (let second = first + 1; second < beside.length; second++) {
        const [a, b] = [beside[first], beside[second]];
        const rect = around([a.rect, b.rect]);
        if (!isFree(rect, [a, b])) continue;
        a.rect = rect;
        a.parts.push(...b.parts);
        for (const part of b.parts) part.island = a;
        b.isGone = true;
        beside.splice(second, 1);
        [first, second] = [0, 0];
      }
    }
    this.islands = all.filter((island) => !island.isGone);
    for (const island of this.islands) {
      if (island !== this.overview && meets(island.rect, this.overview.rect)) island.host = this.overview;
    }
  }

  flowsDown() {
    let down = 0;
    for (const { ends } of this.lines) for (const { cross } of ends) down += cross === 0 ? 1 : -1;
    return down >= 0;
  }

  // Ends of lines at boxes: an end in the direction of x meets the left or right side of a box, else the top or the bottom.
  findEnds(line) {
    line.parts.forEach((part, partNumber) => {
      const points = pointsOf([part]);
      if (points.length < 2) return;
      for (const number of [0, points.length - 1]) {
        const point = points[number], next = points[number === 0 ? 1 : number - 1];
        const toward = [point[0] - next[0], point[1] - next[1]];
        const flow = Math.abs(toward[1]) >= Math.abs(toward[0]) ? 1 : 0, cross = 1 - flow;
        const forward = toward[flow] >= 0 ? 1 : -1;
        let best, least = reach;
        for (const box of this.boxes) {
          if (box.island !== line.island) continue;
          const start = [box.rect.x, box.rect.y], extent = [box.rect.width, box.rect.height];
          if (point[cross] < start[cross] - 0.5 || point[cross] > start[cross] + extent[cross] + 0.5) continue;
          const side = start[flow] + (forward > 0 ? 0 : extent[flow]);
          const gap = (side - point[flow]) * forward;
          if (gap > -1 && gap < least) [best, least] = [box, gap];
        }
        if (!best) continue;
        const isArrival = number > 0;
        const end = { line, part: partNumber, number, point, box: best, isArrival, cross, forward, gap: Math.max(0, least) };
        line.ends.push(end);
        best.ends.push(end);
      }
    });
  }

  // Arrowheads by the ends that they stand at.
  findTips() {
    for (const arrow of this.arrows) {
      arrow.tips = arrow.parts.map((part) => {
        const [tip] = pointsOf([part]);
        const near = ({ point }) => Math.hypot(point[0] - tip[0], point[1] - tip[1]);
        let best;
        for (const box of this.boxes) {
          const { x, y, width, height } = box.rect;
          if (tip[0] < x - 1 || tip[0] > x + width + 1 || tip[1] < y - 1 || tip[1] > y + height + 1) continue;
          for (const end of box.ends) if (end.isArrival && near(end) <= reach && !(best && near(best) <= near(end))) best = end;
        }
        return { part, tip, end: best };
      });
    }
  }
}
