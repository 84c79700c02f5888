// ---- Pictures: one for each block, taken from its template when first shown.

const pictures = new Map([[0, { svg: stage.querySelector("svg") }]]);
// The block that is shown, and which of its copies.
let current = 0, currentCopy = 0;
let picture = pictures.get(0);

const hasPicture = (block) => pictures.has(block) || $("picture-" + block) !== null;

function takePicture(block) {
  if (!pictures.has(block)) {
    pictures.set(block, { svg: $("picture-" + block).content.firstElementChild.cloneNode(true) });
  }
  const taken = pictures.get(block);
  if (!taken.boxes) prepare(taken);
  return taken;
}

// What only some blocks of a kind have is a frame, and no box of its own.
const boxes = ".foldout-node, .foldout-block:not(.foldout-region), .foldout-terminal";

function prepare(taken) {
  const { svg } = taken;
  taken.width = svg.viewBox.baseVal.width;
  taken.height = svg.viewBox.baseVal.height;
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-roledescription", "diagram");
  dress(svg);
  listBoxes(taken);
}

// Boxes of a drawing become things to point at. An open block holds others, so it is a group and no button.
function dress(root) {
  for (const box of root.querySelectorAll(boxes)) {
    const item = items[box.dataset.item];
    const title = box.querySelector(":scope > title");
    box.setAttribute("role", has(box, "foldout-block") ? "group" : "button");
    box.setAttribute("tabindex", "-1");
    box.setAttribute("aria-label", title ? title.textContent : box.dataset.name);
    if (item && "block" in item && has(box, "foldout-node") && hasPicture(item.block)) {
      box.classList.add("enterable");
      if ($("picture-" + item.block)) box.append(opener(box));
    }
  }
}

// The sign at the corner of a card that opens it in its place.
function opener(box) {
  const { x, y, width, height } = rectOf(frameRect(box));
  const sign = svgElement("g", { class: "opener", transform: `translate(${x + width - 7} ${y + height - 7})` });
  sign.append(svgElement("rect", { width: 14, height: 14, rx: 3 }), svgElement("path", { d: "M3.5 7H10.5M7 3.5V10.5" }));
  const name = svgElement("title");
  name.textContent = "Open here (x)";
  sign.append(name);
  return sign;
}

function listBoxes(taken) {
  taken.boxes = [...taken.svg.querySelectorAll(boxes)].filter((box) => !box.closest("[display=none]"));
  taken.rows = [...taken.svg.querySelectorAll(".foldout-row")];
  if (!taken.boxes.some((box) => box.getAttribute("tabindex") === "0")) taken.boxes[0]?.setAttribute("tabindex", "0");
}

const boxOf = (item) => picture.boxes.find((box) => box.dataset.item === String(item));

// The copy of a thing inside, or around, that the shown copy has.
const copyOfBlock = (block) => isWithin(block, current)
  ? copyWithin(currentCopy, copiesOfBlock(current), copiesOfBlock(block))
  : isWithin(current, block) ? copyAround(currentCopy, copiesOfBlock(current), copiesOfBlock(block)) : 0;
const copyOfItem = (item) => isWithin(homeOf[item], current)
  ? copyWithin(currentCopy, copiesOfBlock(current), copiesOfItem(item)) : 0;

function show(block, select, copy = 0) {
  const from = current;
  picture = takePicture(block);
  current = block;
  currentCopy = copy;
  if (stage.firstElementChild !== picture.svg) stage.replaceChildren(picture.svg);
  if (picture.scale === undefined) fit(false); else place();
  showCrumbs();
  document.querySelectorAll("#outline [aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  document.querySelector(`#outline a[data-block="${block}"]`)?.setAttribute("aria-current", "true");
  const inner = from > 0 && parentOf[from] === block ? itemOf[from] : -1;
  const box = boxOf(select ?? inner);
  if (box) { focusBox(box); pick(box); } else { unpick(); }
  live.textContent = `${titleOf(block)}: ${picture.boxes.length} boxes`;
}

const titleOf = (block) => blocks[block].title || "Model";

// The address says what is shown, so that the browser's own Back works, and a link leads to the same place tomorrow.
function go(block, select, copy = copyOfBlock(block)) {
  while (!hasPicture(block)) {
    select = itemOf[block];
    copy = copyAround(copy, copiesOfBlock(block), copiesOfBlock(parentOf[block]));
    block = parentOf[block];
  }
  const isOperator = select !== undefined && !("block" in items[select]);
  const inside = isOperator ? Math.max(1, copiesOfItem(select) / copiesOfBlock(block)) : 1;
  setAddress(isOperator ? { item: select, copy: copy * inside } : { block, copy });
  show(block, select, copy);
}

let ownHash;
function setAddress(where) {
  const hash = hashOf(where);
  ownHash = hash === "#" ? "" : hash;
  if (location.hash !== ownHash) location.hash = ownHash;
}

// Goes to a place, opening what it must.
function goTo({ block, item, copy = 0 }) {
  if (item === undefined) return go(block, undefined, copy);
  const home = homeOf[item];
  const copyOfHome = copyAround(copy, copiesOfItem(item), copiesOfBlock(home));
  const box = boxOf(item);
  if (box && copyOfItem(item) === copy) {
    setAddress({ item, copy });
    focusBox(box);
    return pick(box, copy);
  }
  go(home, item, copyOfHome);
  setAddress({ item, copy });
  const found = boxOf(item);
  if (found) pick(found, copy);
}

// Links are followed here: in a frame without an address of its own they would lead to the page around it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-block]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.closest("#outline") && isNarrow.matches) showOutline(false);
  go(Number(link.dataset.block), undefined, Number(link.dataset.copy ?? 0));
});
addEventListener("hashchange", () => { if (location.hash !== ownHash) { ownHash = location.hash; goTo(placeAt(location.hash)); } });

function linkTo(block, copy, text) {
  const link = element("a", text);
  link.href = block > 0 ? hashOf({ block, copy }) : "#";
  link.dataset.block = block;
  link.dataset.copy = copy;
  return link;
}

function showCrumbs() {
  const path = [];
  for (let block = current; block >= 0; block = parentOf[block]) path.unshift(block);
  crumbs.replaceChildren(...path.map((block) => {
    const spot = document.createElement("li");
    const copy = copyAround(currentCopy, copiesOfBlock(current), copiesOfBlock(block));
    const label = block === current ? element("span", titleOf(block)) : linkTo(block, copy, titleOf(block));
    if (block === current) label.setAttribute("aria-current", "page");
    spot.append(label);
    // Of a stack one block is drawn: say which one this was to be.
    if (copy > 0 && blocks[block].repeats > 1) {
      spot.append(" ", element("small", `here ${pathOf(block, copy).split("/").pop()}`));
    }
    return spot;
  }));
}

// ---- Pan and zoom.

const margin = 16, smallest = 0.05, largest = 8;

function place() {
  picture.svg.style.transform = `translate(${picture.x}px, ${picture.y}px) scale(${picture.scale})`;
}

// The whole picture, or, as it is first shown, at a size that can be read, from the top. Text grows with the window: what is a
// good size on a laptop is lost on a wall.
function fit(whole) {
  const across = (stage.clientWidth - 2 * margin) / picture.width;
  const down = (stage.clientHeight - 2 * margin) / picture.height;
  const natural = Math.max(1, Math.min(stage.clientWidth / 1100, stage.clientHeight / 750));
  let scale = Math.min(1.25 * natural, across, down);
  if (!whole && scale < 0.6 * natural) scale = Math.min(natural, Math.max(across, down));
  picture.scale = Math.max(smallest, scale);
  const center = (room, size) => Math.max(margin, (room - size * picture.scale) / 2);
  picture.x = center(stage.clientWidth, picture.width);
  picture.y = center(stage.clientHeight, picture.height);
  place();
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const scale = Math.min(largest, Math.max(smallest, picture.scale * factor));
  picture.x = x - (x - picture.x) * scale / picture.scale;
  picture.y = y - (y - picture.y) * scale / picture.scale;
  picture.scale = scale;
  place();
}

function pan(x, y) {
  // Some of the picture stays in sight.
  const keep = 40;
  const clamp = (at, size, room) => Math.min(room - keep, Math.max(keep - size * picture.scale, at));
  picture.x = clamp(picture.x + x, picture.width, stage.clientWidth);
  picture.y = clamp(picture.y + y, picture.height, stage.clientHeight);
  place();
}
