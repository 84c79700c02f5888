// ---- A drawing: a picture in which blocks are opened in their places. All else makes room and keeps its order, and lines
// stay with their boxes.

class Drawing extends Parts {
  boxAt(node) { return this.boxes.find((box) => box.node === node); }

  // Places everything anew, opened blocks first, and says how large the whole is.
  layOut() {
    for (const island of this.islands) Object.assign(island, { across: [], along: [], isStretched: false });
    for (const [box, inner] of this.opened) {
      inner.measure(box);
      const main = inner.main = inner.mainPort(box);
      const { x, y, width, height } = box.rect;
      const { across, along } = box.island.host ?? box.island;
      box.island.isStretched = true;
      demand(across, x, width, inner.width, inner.isDown ? main : undefined);
      demand(along, y, height, inner.height, inner.isDown ? undefined : main);
    }
    this.placeIslands();
    this.placeBoxes();
    for (const { node, x, y, island } of this.rigid) this.move(node, island.toX(x) - x, island.toY(y) - y);
    for (const { node, rect, island } of this.frames) this.fitRect(node, rect, island);
    if (this.ground) this.fitRect(this.ground, this.groundRect, this.page);
    for (const { node, parts, island } of this.paths) {
      node.setAttribute("d", pathText(parts, ([x, y]) => [island.toX(x), island.toY(y)]));
    }
    for (const line of this.lines) this.draw(line);
    for (const arrow of this.arrows) this.drawArrows(arrow);
    for (const [box, inner] of this.opened) inner.join(box);
    return { width: this.page.toX(this.size.width), height: this.page.toY(this.size.height) };
  }

  // Islands grow by what was opened in them, and push each other away.
  placeIslands() {
    const across = [], along = [];
    const free = this.islands.filter((island) => !island.host);
    for (const island of free) {
      const { x, y, width, height } = island.rect;
      island.innerX = stretch(island.across);
      island.innerY = stretch(island.along);
      island.width = island.innerX(x + width) - x;
      island.height = island.innerY(y + height) - y;
      if (island.width > width) across.push({ from: x, to: x + width, size: island.width });
      if (island.height > height) along.push({ from: y, to: y + height, size: island.height });
    }
    this.page = { toX: stretch(across), toY: stretch(along) };
    for (const island of free) {
      const { x, y, width } = island.rect;
      const left = this.page.toX(x), room = this.page.toX(x + width) - left - island.width;
      const shiftX = left - x + (island.isNotes ? 0 : room / 2), shiftY = this.page.toY(y) - y;
      island.toX = (at) => island.innerX(at) + shiftX;
      island.toY = (at) => island.innerY(at) + shiftY;
    }
    for (const island of this.islands) {
      const { host, rect, isStretched } = island;
      if (!host) continue;
      const shiftX = host.toX(rect.x) - rect.x, shiftY = host.toY(rect.y) - rect.y;
      island.toX = isStretched ? host.toX : (at) => at + shiftX;
      island.toY = isStretched ? host.toY : (at) => at + shiftY;
    }
  }

  move(node, x, y) {
    if (Math.abs(x) < 0.05 && Math.abs(y) < 0.05) node.removeAttribute("transform");
    else node.setAttribute("transform", `translate(${written(x)} ${written(y)})`);
  }

  fitRect(node, { x, y, width, height }, { toX, toY }) {
    const left = toX(x), top = toY(y);
    for (const [name, value] of [
      ["x", left], ["y", top], ["width", toX(x + width) - left], ["height", toY(y + height) - top],
    ]) node.setAttribute(name, written(value));
  }

  // A box keeps its size and has its middle where that goes, which leaves it within the room that its own place got.
  placeBoxes() {
    for (const box of this.boxes) {
      const { x, y, width, height } = box.rect;
      const { toX, toY } = box.island;
      const inner = this.opened.get(box);
      if (!inner) {
        box.now = { x: toX(x + width / 2) - width / 2, y: toY(y + height / 2) - height / 2, width, height };
        this.move(box.node, box.now.x - x, box.now.y - y);
        continue;
      }
      const left = toX(x), right = toX(x + width) - inner.width, top = toY(y), bottom = toY(y + height) - inner.height;
      box.now = { x: (left + right) / 2, y: (top + bottom) / 2, width: inner.width, height: inner.height };
      if (inner.main) {
        const { outside, inside } = inner.main;
        if (inner.isDown) box.now.x = Math.min(Math.max(left, toX(outside) - inside), right);
        else box.now.y = Math.min(Math.max(top, toY(outside) - inside), bottom);
      }
      inner.moveTo(box.now);
    }
  }

  // Where the end of a line is to be: at the same place of its box, or at the frame of an opened one, and through it where
  // the line goes on inside.
  target({ box, point, cross, forward, gap, isThrough }) {
    const shift = [box.now.x - box.rect.x, box.now.y - box.rect.y];
    if (!this.opened.has(box)) return [point[0] + shift[0], point[1] + shift[1]];
    const { toX, toY } = box.island;
    const flow = 1 - cross;
    const start = [box.now.x, box.now.y], extent = [box.now.width, box.now.height];
    const goal = [];
    goal[cross] = Math.min(Math.max([toX(point[0]), toY(point[1])][cross], start[cross] + 4), start[cross] + extent[cross] - 4);
    goal[flow] = start[flow] + (forward > 0 ? 0 : extent[flow]) - (isThrough ? 0 : forward * gap);
    return goal;
  }

  // A line goes where its points go. At a box that moved otherwise, the straight end of the line goes along with it.
  draw(line) {
    const runs = [];
    const parts = line.parts.map((part, partNumber) => this.moved(line, part, partNumber, runs));
    line.node.setAttribute("d", pathText(parts, (point) => point));
  }

  moved(line, part, partNumber, runs) {
    const before = pointsOf([part]);
    const after = before.map(([x, y]) => [line.island.toX(x), line.island.toY(y)]);
    const last = before.length - 1;
    if (last < 1) return part.map((step) => ({ ...step, points: after }));
    const crossAt = (a, b) => Math.abs(before[b][1] - before[a][1]) >= Math.abs(before[b][0] - before[a][0]) ? 0 : 1;
    const head = { cross: crossAt(0, 1), shift: 0 }, tail = { cross: crossAt(last, last - 1), shift: 0 };
    const own = line.ends.filter((end) => end.part === partNumber);
    for (const end of own) {
      const goal = this.target(end), run = end.number === 0 ? head : tail;
      run.shift = goal[run.cross] - after[end.number][run.cross];
      after[end.number][1 - run.cross] = goal[1 - run.cross];
    }
    // A branch begins on a line drawn before it.
    if (!own.some(({ number }) => number === 0)) {
      const from = runs.find(({ cross, at, low, high }) => cross === head.cross && Math.abs(at - before[0][cross]) < 0.5
        && before[0][1 - cross] >= low - 0.5 && before[0][1 - cross] <= high + 0.5);
      if (from?.start) {
        // The line that it begins on is no longer straight: both begin at one place then.
        head.shift = from.start[head.cross] - after[0][head.cross];
        after[0][1 - head.cross] = from.start[1 - head.cross];
      } else if (from) head.shift = from.shift;
    }
    const follow = (start, step, cross) => {
      let at = start;
      while (at + step >= 0 && at + step <= last && Math.abs(before[at + step][cross] - before[start][cross]) < 0.5) at += step;
      return at;
    };
    head.end = follow(0, 1, head.cross);
    tail.end = follow(last, -1, tail.cross);
    const note = (start, end, cross, shift, bentFrom) => {
      const places = [before[start][1 - cross], before[end][1 - cross]];
      runs.push({ cross, at: before[start][cross], low: Math.min(...places), high: Math.max(...places), shift, start: bentFrom });
    };
    if (head.end === last) {
      const { cross } = head;
      const isBent = Math.abs(head.shift - tail.shift) >= 0.75;
      after[0][cross] += head.shift;
      note(0, last, cross, head.shift, isBent ? after[0] : undefined);
      if (isBent) {
        after[last][cross] += tail.shift;
        return curve(after[0], after[last], cross === 0);
      }
      for (let at = 1; at <= last; at++) after[at][cross] = after[0][cross];
    } else {
      for (let at = 0; at <= head.end; at++) after[at][head.cross] += head.shift;
      for (let at = tail.end; at <= last; at++) after[at][tail.cross] += tail.shift;
      note(0, head.end, head.cross, head.shift);
      note(tail.end, last, tail.cross, tail.shift);
    }
    let number = 0;
    return part.map((step) => ({ ...step, points: step.points.map(() => after[number++]) }));
  }

  // Arrowheads stand at their boxes; an opened block lets lines through.
  drawArrows({ node, tips, island }) {
    const kept = [];
    for (const { part, tip, end } of tips) {
      if (end && (end.isThrough || end.box.isPassed)) continue;
      const goal = end ? this.target(end) : [island.toX(tip[0]), island.toY(tip[1])];
      const from = end ? end.point : tip;
      const x = goal[0] - from[0], y = goal[1] - from[1];
      kept.push(part.map((step) => ({ ...step, points: step.points.map(([px, py]) => [px + x, py + y]) })));
    }
    node.setAttribute("d", pathText(kept, (point) => point));
  }
}

// Asks for room for what stands in a stretch, with a port of the inside right below or beside its place outside.
function demand(list, from, extent, size, port) {
  const to = from + extent;
  if (!port || port.outside <= from || port.outside >= to) return list.push({ from, to, size: Math.max(size, extent) });
  const { outside, inside } = port;
  list.push({ from, to: outside, size: Math.max(inside, outside - from) });
  return list.push({ from: outside, to, size: Math.max(size - inside, to - outside) });
}

// A line from one place to another that starts and ends along the flow.
function curve(start, end, isDown) {
  const side = isDown ? 0 : 1, flow = 1 - side;
  if (Math.abs(start[side] - end[side]) < 0.75) {
    end = [...end];
    end[side] = start[side];
    return [{ letter: "M", points: [start] }, { letter: "L", points: [end] }];
  }
  // No longer than it needs to be: a bend that is drawn out crosses what stands beside it.
  const length = Math.min(Math.abs(end[flow] - start[flow]), Math.max(28, Math.abs(end[side] - start[side]) / 2));
  const turn = [...end], first = [...start], second = [...end];
  turn[flow] = start[flow] + Math.sign(end[flow] - start[flow]) * length;
  first[flow] = second[flow] = (start[flow] + turn[flow]) / 2;
  return [
    { letter: "M", points: [start] }, { letter: "C", points: [first, second, turn] }, { letter: "L", points: [end] },
  ];
}
