// ---- Boxes: what is picked, and going from one to the next by keyboard.

let picked;

function unpick() {
  picked?.classList.remove("picked");
  picture.svg.querySelectorAll(".lit").forEach((line) => line.classList.remove("lit"));
  picture.svg.querySelectorAll(".lit-frame").forEach((frame) => frame.classList.remove("lit-frame"));
  picked = undefined;
  describe(itemOf[current], true);
}

function pick(box, copy) {
  unpick();
  picked = box;
  box.classList.add("picked");
  const item = items[box.dataset.item];
  describe(Number(box.dataset.item), false, box, copy);
  if (box.classList.contains("foldout-detail")) light(cardsWith(box.dataset.letter));
  const names = new Set(item ? [...item.in.flat(), ...item.out].map((value) => values[value][0]) : [box.dataset.name]);
  names.delete("");
  picture.svg.querySelectorAll("[data-value]").forEach((line) => {
    if (names.has(line.dataset.value)) line.classList.add("lit");
  });
}

function activate(box) {
  const item = items[box.dataset.item];
  if (item && box.classList.contains("enterable")) go(item.block);
  else pick(box);
}

// The address of an operator that was pointed at; the browser's history does not fill with them.
function addressPicked(box) {
  const item = Number(box.dataset.item);
  if (picked !== box || !items[item] || "block" in items[item] || !items[item].op) return;
  ownHash = hashOf({ item, copy: copyOfItem(item) });
  try { history.replaceState(null, "", ownHash); } catch { /* A frame without an address has no history. */ }
}

// The row of a table below the pointer shows the cards that it is about.
let litRow;

function rowAt(x, y) {
  return picture.rows.find((row) => {
    const { left, right, top, bottom } = row.getBoundingClientRect();
    return x >= left && x <= right && y >= top - 2 && y <= bottom + 2;
  });
}

function lightRow(row) {
  if (row === litRow) return;
  const cardsOf = (of) => (of?.dataset.items ?? "").split(" ").filter(Boolean).map(boxOf).filter(Boolean);
  for (const box of cardsOf(litRow)) frameRect(box).classList.remove("row-frame");
  for (const box of cardsOf(row)) frameRect(box).classList.add("row-frame");
  litRow?.classList.remove("row");
  row?.classList.add("row");
  litRow = row;
}

stage.addEventListener("pointermove", (event) => lightRow(rowAt(event.clientX, event.clientY)));
stage.addEventListener("pointerleave", () => lightRow(undefined));

// A letter on a card leads to its detail; that of a detail shows the cards that carry it.
const detailOf = (letter) => [...picture.svg.querySelectorAll(".foldout-detail")]
  .find((detail) => detail.dataset.letter === letter);

const cardsWith = (letter) => [...picture.svg.querySelectorAll(".foldout-node .foldout-letter")]
  .filter((badge) => badge.dataset.letter === letter).map((badge) => badge.closest(".foldout-node"));

// Sheets of a stack stand before the card itself.
const frameRect = (box) => box.querySelector(":scope > rect:last-of-type");

function light(cards) {
  for (const box of cards) frameRect(box).classList.add("lit-frame");
}

function followLetter(badge) {
  const { letter } = badge.dataset;
  const detail = detailOf(letter);
  if (!detail) return false;
  if (badge.closest(".foldout-node")) {
    focusBox(detail);
    pick(detail);
  } else {
    unpick();
    light(cardsWith(letter));
  }
  return true;
}

stage.addEventListener("click", (event) => {
  if (moved > 4) return;
  const sign = event.target.closest(".opener, .closer");
  if (sign) return toggleInPlace(sign.parentNode);
  const badge = event.target.closest(".foldout-letter");
  if (badge && followLetter(badge)) return;
  const box = event.target.closest(boxes);
  if (!box) return unpick();
  focusBox(box, true);
  if (event.shiftKey && canOpen(box)) return openInPlace(box);
  activate(box);
  addressPicked(box);
});

stage.addEventListener("dblclick", (event) => {
  const item = items[event.target.closest(".foldout-block:not(.foldout-region)")?.dataset.item];
  if (item && event.target.closest(".foldout-node") === null) go(item.block);
});

const frameOf = (box) => box.querySelector(":scope > rect").getBoundingClientRect();

function focusBox(box, isInSight) {
  picture.boxes.forEach((other) => other.setAttribute("tabindex", other === box ? "0" : "-1"));
  box.focus({ preventScroll: true });
  if (isInSight) return;
  const frame = frameOf(box), room = stage.getBoundingClientRect();
  const shift = (low, high, from, to) =>
    low < from + margin || high - low > to - from ? from + margin - low : high > to - margin ? to - margin - high : 0;
  pan(shift(frame.left, frame.right, room.left, room.right), shift(frame.top, frame.bottom, room.top, room.bottom));
}

// The nearest box in a direction: distance along it, and twice the distance to the side.
function neighbour(box, x, y) {
  const center = (frame) => [frame.left + frame.width / 2, frame.top + frame.height / 2];
  const isOuter = (other) => other !== box && other.contains(box);
  const own = center(frameOf(box));
  let best, least = Infinity;
  for (const other of picture.boxes) {
    if (other === box || isOuter(other)) continue;
    const [dx, dy] = center(frameOf(other)).map((at, axis) => at - own[axis]);
    const along = dx * x + dy * y, aside = Math.abs(dx * y) + Math.abs(dy * x);
    if (along > 1 && along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
  }
  return best;
}

const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const box = event.target.closest(boxes);
  const arrow = arrows[event.key];
  if (arrow && event.shiftKey) pan(-80 * arrow[0], -80 * arrow[1]);
  else if (arrow && box) { const next = neighbour(box, ...arrow); if (next) focusBox(next); }
  else if (arrow && picture.boxes.length) focusBox(picture.boxes[0]);
  else if ((event.key === "Enter" || event.key === " ") && box) enter(box);
  else if (event.key === "x" && box) toggleInPlace(box);
  else return;
  event.preventDefault();
});

// With the keyboard an open block can be gone into too.
function enter(box) {
  const item = items[box.dataset.item];
  if (item && "block" in item && hasPicture(item.block)) go(item.block); else activate(box);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === find) return;
  switch (event.key) {
    case "+": case "=": zoom(1.25); break;
    case "-": zoom(0.8); break;
    case "0": fit(true); break;
    case "1": zoom(1 / picture.scale); break;
    case "/": find.focus(); find.select(); break;
    case "Escape": case "Backspace": if (current > 0) go(parentOf[current]); break;
    default: return;
  }
  event.preventDefault();
});

$("larger").onclick = () => zoom(1.25);
$("smaller").onclick = () => zoom(0.8);
$("whole").onclick = () => fit(true);
