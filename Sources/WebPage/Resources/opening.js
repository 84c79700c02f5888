// ---- Blocks opened in place: the block's own drawing in a frame, joined to the lines around it.

const svgElement = (tag, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

const ruler = document.createElement("canvas").getContext("2d");
function textWidth(text, font) {
  if (!ruler) return text.length * 7;
  ruler.font = font;
  return ruler.measureText(text).width;
}

// The head of an opened block with its title, and the room around its inside.
const headHeight = 30, padding = 14;

class OpenedBlock {
  // `node` is the closed block's card, which stays in the picture and is hidden.
  constructor(node, block) {
    this.card = node;
    this.block = block;
    const picture = $("picture-" + block).content.firstElementChild.cloneNode(true);
    const size = { width: picture.viewBox.baseVal.width, height: picture.viewBox.baseVal.height };
    this.title = cutToFit(node.querySelector(":scope > text")?.textContent || titleOf(block), 260);
    this.frame = svgElement("g", { class: "foldout-block opened", "data-item": node.dataset.item });
    this.frame.dataset.name = node.dataset.name;
    this.rect = svgElement("rect", { class: "opened-frame", rx: 8 });
    const name = svgElement("title");
    name.textContent = node.querySelector(":scope > title")?.textContent ?? this.title;
    this.label = svgElement("text", { class: "opened-title", "font-size": 12, "font-weight": 700 });
    this.label.textContent = this.title;
    this.closer = svgElement("g", { class: "closer" });
    this.closer.append(svgElement("rect", { width: 13, height: 13, rx: 3 }), svgElement("path", { d: "M3 6.5H10" }));
    this.joints = svgElement("g", { class: "joints" });
    this.content = svgElement("g");
    for (const child of [...picture.children]) {
      if (child.localName !== "title" && child.localName !== "desc") this.content.append(child);
    }
    this.frame.append(name, this.rect, this.joints, this.content, this.label, this.closer);
    dress(this.content);
    this.drawing = new Drawing(this.content, size);
    this.drawing.ground?.setAttribute("display", "none");
    for (const { node, isNotes } of this.drawing.rigid) if (isNotes) node.setAttribute("display", "none");
    node.before(this.frame);
    node.setAttribute("display", "none");
  }

  close() {
    this.frame.remove();
    this.card.removeAttribute("display");
  }

  // The inside's size and place, from the innermost outwards.
  measure(box) {
    this.match(box);
    this.drawing.layOut();
    const rects = this.drawing.boxes.map(({ now }) => now);
    for (const { node } of this.drawing.frames) rects.push(rectOf(node));
    for (const { node } of this.drawing.lines) {
      for (const [x, y] of pointsOf(parsePath(node.getAttribute("d")))) rects.push({ x, y, width: 0, height: 0 });
    }
    const inside = rects.length ? around(rects) : { x: 0, y: 0, width: 0, height: 0 };
    const ports = this.passed.map(({ pill }) => pill.now).filter((rect) => this.isDown && rect.y < inside.y + 40)
      .map((rect) => rect.x + rect.width / 2 - inside.x);
    // The title stands to the left of the lines that come in, else to their right, wherever that needs less room.
    const need = 27 + textWidth(this.title, "bold 12px Helvetica, Arial, 'Liberation Sans', sans-serif") + 14;
    const first = Math.min(...ports, Infinity) + padding, last = Math.max(...ports, -Infinity) + padding;
    const width = inside.width + 2 * padding;
    const left = ports.length ? Math.max(0, need - first) : 0;
    const right = Math.max(0, need - (width - Math.max(last, 0)));
    this.need = need;
    this.left = padding + (left <= right ? left : 0) - inside.x;
    this.top = headHeight + (this.isDown ? 0 : padding) - inside.y;
    this.width = width + (ports.length ? Math.min(left, right) : right);
    this.height = inside.height + headHeight + padding + (this.isDown ? 0 : padding);
  }

  // The pills of the block's inputs and outputs by the values outside that they stand for.
  match(box) {
    const item = items[this.card.dataset.item];
    const pills = (name) => this.drawing.boxes.filter(({ node }) => has(node, name));
    this.passed = [];
    const pair = (groups, boxes, isInput) => groups.forEach((group, port) => {
      if (boxes[port] && this.isAtEdge(boxes[port], isInput)) this.passed.push({ pill: boxes[port], isInput, names: new Set(group.map((value) => values[value][0])) });
    });
    pair(item.in, pills("foldout-input"), true);
    pair(item.out.map((value) => [value]), pills("foldout-output"), false);
    for (const end of box.ends) end.isThrough = this.passage(end) !== undefined;
  }

  // Whether nothing stands between a pill and the frame, so that a line can go from one to the other.
  isAtEdge(pill, isInput) {
    const [along, extent] = this.isDown ? ["y", "height"] : ["x", "width"];
    return this.drawing.boxes.every(({ node, rect }) => has(node, "foldout-terminal")
      || (isInput ? rect[along] >= pill.rect[along] + pill.rect[extent] : rect[along] + rect[extent] <= pill.rect[along]));
  }

  // Where the lines at a pill are now, in the frame's coordinates without its place.
  spots({ pill, isInput }) {
    const found = new Map();
    for (const end of pill.ends) {
      if (end.isArrival === isInput) continue;
      const [x, y] = lineEnd(end);
      found.set(`${Math.round(x)} ${Math.round(y)}`, [x + this.left, y + this.top]);
    }
    return [...found.values()];
  }

  // The pill that a line goes on to, if it comes the way that the inside flows; else it ends at the frame.
  passage({ line, isArrival, cross, forward }) {
    const flows = cross === (this.isDown ? 0 : 1) && forward === (isArrival ? 1 : -1);
    if (!flows) return undefined;
    return this.passed.find(({ pill, isInput, names }) => isInput === isArrival && names.has(line.node.dataset.value)
      && pill.ends.some((end) => end.isArrival !== isInput));
  }

  get isDown() { return this.drawing.isDown; }

  // The line that comes in first: the block is placed so that it goes on straight.
  mainPort(box) {
    const { isDown } = this;
    for (const end of [...box.ends].sort((a, b) => b.isArrival - a.isArrival)) {
      const passage = this.passage(end);
      const spot = passage && this.spots(passage)[0];
      if (spot) return isDown ? { outside: end.point[0], inside: spot[0] } : { outside: end.point[1], inside: spot[1] };
    }
    return undefined;
  }

  moveTo({ x, y, width, height }) {
    this.x = x;
    this.y = y;
    for (const [name, value] of Object.entries({ x, y, width, height })) this.rect.setAttribute(name, written(value));
    this.content.setAttribute("transform", `translate(${written(x + this.left)} ${written(y + this.top)})`);
  }

  // The title stands at the left, else in the first gap between the lines that come in.
  placeTitle(ports) {
    const places = [0, ...ports.sort((a, b) => a - b), this.width];
    const gap = places.findIndex((place, at) => at + 1 < places.length && places[at + 1] - place >= this.need);
    const x = this.x + (gap > 0 ? places[gap] + 10 : 10);
    this.closer.setAttribute("transform", `translate(${written(x)} ${written(this.y + 9)})`);
    this.label.setAttribute("x", written(x + 19));
    this.label.setAttribute("y", written(this.y + 19.5));
  }

  // Lines go through the frame to where they start and end inside; the pills between are not needed then.
  join(box) {
    const { isDown } = this;
    const ports = [];
    this.joints.replaceChildren();
    for (const { pill } of this.passed) {
      pill.node.removeAttribute("display");
      pill.isPassed = false;
    }
    for (const end of box.ends) {
      const passage = this.passage(end);
      if (!passage) continue;
      const { pill, isInput } = passage;
      const outside = lineEnd(end);
      for (const [x, y] of this.spots(passage)) {
        const inside = [x + this.x, y + this.y];
        const group = end.line.node.parentNode.cloneNode(false);
        const path = end.line.node.cloneNode(false);
        path.setAttribute("d", pathText([this.joint(outside, inside, isInput)], (point) => point));
        group.append(path);
        this.joints.append(group);
      }
      if (isDown && isInput) ports.push(outside[0] - this.x);
      pill.isPassed = true;
      pill.node.setAttribute("display", "none");
    }
    for (const arrow of this.drawing.arrows) this.drawing.drawArrows(arrow);
    this.placeTitle(ports);
  }

  // A line from the frame to the inside, which bends below the title, or the other way.
  joint(outside, inside, isInput) {
    if (!isInput) return curve(inside, outside, this.isDown);
    if (!this.isDown) return curve(outside, inside, false);
    const below = [outside[0], Math.min(outside[1] + headHeight - 4, inside[1])];
    const [, ...bend] = curve(below, inside, true);
    return [{ letter: "M", points: [outside] }, { letter: "L", points: [below] }, ...bend];
  }
}

// Where the end of a line is now.
function lineEnd({ line, part, number }) {
  const points = pointsOf([parsePath(line.node.getAttribute("d"))[part]]);
  return number === 0 ? points[0] : points[points.length - 1];
}

function cutToFit(text, width) {
  const font = "bold 12px Helvetica, Arial, 'Liberation Sans', sans-serif";
  if (textWidth(text, font) <= width) return text;
  let scalars = [...text];
  while (scalars.length > 3 && textWidth(scalars.join("") + "…", font) > width) scalars = scalars.slice(0, -1);
  return scalars.join("") + "…";
}

// ---- Opening and closing by the reader.

const canOpen = (box) => box !== undefined && box !== null && has(box, "enterable") && $("picture-" + items[box.dataset.item].block) !== null;

// The drawing that a box of the shown picture belongs to.
function drawingOf(box) {
  picture.drawing ??= new Drawing(picture.svg, { width: picture.width, height: picture.height });
  const outer = box.closest(".opened");
  return outer ? openedOf(outer).drawing : picture.drawing;
}

const openedFrames = new WeakMap();
const openedOf = (frame) => openedFrames.get(frame);

function openInPlace(box) {
  if (!canOpen(box)) return;
  const drawing = drawingOf(box.parentNode.closest(".opened") ?? picture.svg);
  const part = drawing.boxAt(box);
  if (!part) return;
  const before = frameOf(box);
  const opened = new OpenedBlock(box, items[box.dataset.item].block);
  openedFrames.set(opened.frame, opened);
  opened.owner = { drawing, part };
  drawing.opened.set(part, opened);
  relayOut();
  keepInPlace(before, frameOf(opened.frame));
  focusBox(opened.frame, true);
  pick(opened.frame);
  live.textContent = `${opened.title} is open: ${opened.drawing.boxes.length} boxes`;
}

function closeInPlace(frame) {
  const opened = openedOf(frame);
  if (!opened) return;
  const before = frameOf(frame);
  opened.owner.drawing.opened.delete(opened.owner.part);
  opened.close();
  relayOut();
  keepInPlace(before, frameOf(opened.card));
  focusBox(opened.card);
  pick(opened.card);
}

function toggleInPlace(box) {
  if (has(box, "opened")) closeInPlace(box); else openInPlace(box);
}

// The corner of what was opened stays where it was on the screen.
function keepInPlace(before, after) {
  const middle = (frame) => frame.left + frame.width / 2;
  pan(middle(before) - middle(after), before.top - after.top);
}

function relayOut() {
  const size = picture.drawing.layOut();
  picture.width = size.width;
  picture.height = size.height;
  picture.svg.setAttribute("viewBox", `0 0 ${written(size.width)} ${written(size.height)}`);
  picture.svg.setAttribute("width", written(size.width));
  picture.svg.setAttribute("height", written(size.height));
  listBoxes(picture);
  place();
}
