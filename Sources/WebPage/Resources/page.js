// What makes the page live: going into blocks, pan and zoom, search, details. Text from the model is only ever
// set as text. Nothing is fetched. Without this script the page shows the same picture and the same outline.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const { values, blocks, items } = data;
  const $ = (id) => document.getElementById(id);
  const [stage, crumbs, details, find, hits, live] =
    ["stage", "crumbs", "details", "find", "hits", "live"].map($);

  // Where blocks and items stand: the file only says what is inside a block.
  const parentOf = blocks.map(() => -1);
  const itemOf = blocks.map(() => -1);
  const homeOf = items.map(() => 0);
  blocks.forEach((block, number) => block.items.forEach((item) => {
    homeOf[item] = number;
    if ("block" in items[item]) {
      parentOf[items[item].block] = number;
      itemOf[items[item].block] = item;
    }
  }));

  // ---- Pictures: one for each block, taken out of its template when first shown.

  const pictures = new Map([[0, { svg: stage.querySelector("svg") }]]);
  let current = 0;
  let picture = pictures.get(0);

  const hasPicture = (block) => pictures.has(block) || $("picture-" + block) !== null;

  function takePicture(block) {
    if (!pictures.has(block)) {
      pictures.set(block, { svg: document.adoptNode($("picture-" + block).content.firstElementChild) });
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
    taken.boxes = [...svg.querySelectorAll(boxes)];
    for (const box of taken.boxes) {
      const item = items[box.dataset.item];
      const title = box.querySelector(":scope > title");
      box.setAttribute("role", "button");
      box.setAttribute("tabindex", "-1");
      box.setAttribute("aria-label", title ? title.textContent : box.dataset.name);
      if (item && "block" in item && box.classList.contains("foldout-node") && hasPicture(item.block)) {
        box.classList.add("enterable");
      }
    }
    taken.boxes[0]?.setAttribute("tabindex", "0");
    taken.rows = [...svg.querySelectorAll(".foldout-row")];
  }

  function show(block, select) {
    const from = current;
    picture = takePicture(block);
    current = block;
    if (stage.firstElementChild !== picture.svg) stage.replaceChildren(picture.svg);
    if (picture.scale === undefined) fit(false); else place();
    showCrumbs();
    document.querySelectorAll("#outline [aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    document.querySelector(`#outline a[href="#${block}"]`)?.setAttribute("aria-current", "true");
    const box = boxOf(select ?? (isInside(from, block) ? itemOf[from] : -1));
    if (box) { focusBox(box); pick(box); } else { unpick(); }
    live.textContent = `${blocks[block].title || "Model"}: ${picture.boxes.length} boxes`;
  }

  const boxOf = (item) => picture.boxes.find((box) => box.dataset.item === String(item));

  const isInside = (block, outer) => block > 0 && parentOf[block] === outer;

  // The address says which block is shown, so that the browser's own Back works.
  const blockInAddress = () => {
    const block = Number(location.hash.slice(1));
    return Number.isInteger(block) && block > 0 && block < blocks.length && hasPicture(block) ? block : 0;
  };

  function go(block, select) {
    if (!hasPicture(block)) return;
    if (blockInAddress() !== block) location.hash = block || "";
    show(block, select);
  }
  // Links are followed here: in a frame without an address of its own they would lead to the page around it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(link.getAttribute("href").slice(1)));
  });
  addEventListener("hashchange", () => { if (blockInAddress() !== current) show(blockInAddress()); });

  function showCrumbs() {
    const path = [];
    for (let block = current; block >= 0; block = parentOf[block]) path.unshift(block);
    crumbs.replaceChildren(...path.map((block) => {
      const place = document.createElement("li");
      const isHere = block === current;
      const label = element(isHere ? "span" : "a", blocks[block].title || "Model");
      if (isHere) label.setAttribute("aria-current", "page"); else label.href = "#" + (block || "");
      place.append(label);
      return place;
    }));
  }

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // ---- Pan and zoom.

  const margin = 16, smallest = 0.05, largest = 8;

  function place() {
    picture.svg.style.transform = `translate(${picture.x}px, ${picture.y}px) scale(${picture.scale})`;
  }

  // The whole picture, or, as it is first shown, at a size that can be read, from the top.
  function fit(whole) {
    const across = (stage.clientWidth - 2 * margin) / picture.width;
    const down = (stage.clientHeight - 2 * margin) / picture.height;
    let scale = Math.min(1.25, across, down);
    if (!whole && scale < 0.6) scale = Math.min(1, Math.max(across, down));
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

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.clientHeight : 1;
    const box = stage.getBoundingClientRect();
    // A touchpad pans with small steps, and pinches as a wheel with Ctrl held; a wheel zooms.
    const isPad = event.deltaMode === 0 && (event.deltaX !== 0 || Math.abs(event.deltaY) < 40);
    if (event.shiftKey) pan(-(event.deltaX || event.deltaY) * unit, 0);
    else if (isPad && !event.ctrlKey) pan(-event.deltaX, -event.deltaY);
    else zoom(Math.exp(-event.deltaY * unit * (isPad ? 0.01 : 0.0015)), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  const pointers = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) moved = 0;
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const x = event.clientX - before.clientX, y = event.clientY - before.clientY;
    if (pointers.size === 1) {
      moved += Math.abs(x) + Math.abs(y);
      if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
      if (moved > 4) pan(x, y);
    } else {
      const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
      const distance = (a) => Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY);
      const box = stage.getBoundingClientRect();
      moved += 10;
      pan(x / 2, y / 2);
      zoom(distance(event) / Math.max(1, distance(before)),
        (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
    }
    pointers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }

  // ---- Boxes: what is picked, and going from one to the next by keyboard.

  let picked;

  function unpick() {
    picked?.classList.remove("picked");
    picture.svg.querySelectorAll(".lit").forEach((line) => line.classList.remove("lit"));
    picture.svg.querySelectorAll(".lit-frame").forEach((frame) => frame.classList.remove("lit-frame"));
    picked = undefined;
    describe(itemOf[current], true);
  }

  function pick(box) {
    unpick();
    picked = box;
    box.classList.add("picked");
    const item = items[box.dataset.item];
    describe(Number(box.dataset.item), false, box);
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
    const badge = event.target.closest(".foldout-letter");
    if (badge && followLetter(badge)) return;
    const box = event.target.closest(boxes);
    if (!box) return unpick();
    focusBox(box, true);
    activate(box);
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

  // ---- Details.

  function describe(number, isWhole, box) {
    const item = items[number];
    const block = item ? item.block : 0;
    if (!item && box) return fill(box.dataset.name, [["", box.querySelector(":scope > title")?.textContent ?? ""]]);
    if (block === undefined) return describeOperator(item);
    const { title, path, operators, hidden, parameters, total, repeats } = blocks[block];
    fill(title || "Model", [
      ["Path", path],
      ["Operators", count(operators) + (repeats > 1 ? ` each, ${repeats} times` : "")],
      ["Hidden", hidden ? `${count(hidden)} (constants, shape arithmetic)` : ""],
      ["Parameters", parameters ? count(parameters) + (repeats > 1 ? ` each, ${count(total)} in all` : "") : ""],
      ...costs(blocks[block], repeats > 1 ? " each" : ""),
      ["Quantised", blocks[block].quantization ?? []],
      ["Takes", item ? item.in.map(valueText) : []],
      ["Gives", item ? item.out.map((value) => valueText([value])) : []],
    ]);
    if (!isWhole && hasPicture(block)) {
      const button = element("button", "Go into this block");
      button.onclick = () => go(block);
      details.append(button);
    }
    const letters = box && box.classList.contains("foldout-node") ? box.querySelectorAll(".foldout-letter") : [];
    for (const letter of new Set([...letters].map((badge) => badge.dataset.letter))) {
      const detail = detailOf(letter);
      if (!detail) continue;
      const button = element("button", `Show ${letter}: ${detail.dataset.name}`);
      button.onclick = () => { focusBox(detail); pick(detail); };
      details.append(button);
    }
    if (isWhole) details.append(element("p", $("help").textContent, "quiet"));
  }

  function describeOperator(item) {
    fill(item.op ?? item.name, [
      ["Kind", item.kind ?? ""],
      ["Name", item.op ? item.name : ""],
      ["Attributes", (item.attributes ?? []).map(([name, text]) => `${name}: ${text}`)],
      ["Quantised", item.quantization ?? []],
      ["Weights", (item.weights ?? []).map(([name, text]) => [name, text])],
      ["Parameters", item.parameters ? count(item.parameters) : ""],
      ...costs(item, ""),
      ["Inputs", item.in.map(valueText)],
      ["Outputs", item.out.map((value) => valueText([value]))],
      ["Stands for", item.rest ? restText(item.rest) : item.repeats > 1 ? `${item.repeats} alike` : ""],
    ]);
  }

  // The values that a pill stands for; beyond some hundreds nobody reads on.
  const listed = 500;
  const restText = (rest) => [
    ...rest.slice(0, listed).map((value) => valueText([value])),
    ...(rest.length > listed ? [`and ${count(rest.length - listed)} more`] : []),
  ];

  const count = (number) => number.toLocaleString("en");

  const costs = ({ macs, bytes }, each) => [
    ["Multiply-accumulates", macs ? count(macs) + each : ""],
    ["Bytes of outputs", bytes ? count(bytes) + each : ""],
  ];

  function valueText(group) {
    const [name, type] = values[group[0]];
    return [name + (group.length > 1 ? ` and ${group.length - 1} more` : ""), type];
  }

  function fill(title, rows) {
    const list = document.createElement("dl");
    for (const [label, content] of rows) {
      const lines = Array.isArray(content) ? content : content ? [content] : [];
      if (!lines.length) continue;
      if (label) list.append(element("dt", label));
      for (const line of lines) {
        const entry = document.createElement("dd");
        if (Array.isArray(line)) entry.append(element("span", line[0]), " ", element("small", line[1]));
        else entry.textContent = line;
        list.append(entry);
      }
    }
    details.replaceChildren(element("h2", title), list);
  }

  // ---- Search.

  const entries = [];
  blocks.forEach((block, number) => {
    if (number > 0 && hasPicture(number)) entries.push({ text: block.title, place: block.path, block: number });
  });
  items.forEach((item, number) => {
    if ("block" in item || !hasPicture(homeOf[number])) return;
    const place = [blocks[homeOf[number]].path, item.op ? item.name : ""].filter(Boolean).join(" · ");
    entries.push({ text: item.op ?? item.name, place, item: number });
  });
  for (const entry of entries) entry.key = (entry.text + " " + entry.place).toLowerCase();

  const most = 60;
  let marked = -1;

  function search() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length ? entries.filter((entry) => words.every((word) => entry.key.includes(word))) : [];
    hits.replaceChildren(...found.slice(0, most).map((entry, number) => {
      const hit = document.createElement("li");
      hit.id = "hit-" + number;
      hit.setAttribute("role", "option");
      hit.append(element("b", entry.text), " ", element("small", entry.place));
      hit.onmousedown = (event) => event.preventDefault();
      hit.onclick = () => choose(entry);
      hit.entry = entry;
      return hit;
    }));
    hits.hidden = !words.length;
    find.setAttribute("aria-expanded", String(words.length > 0));
    live.textContent = words.length ? `${found.length} found` : "";
    if (words.length && !found.length) hits.append(element("li", "Nothing found", "quiet"));
    if (found.length > most) hits.append(element("li", `and ${found.length - most} more`, "quiet"));
    mark(found.length ? 0 : -1);
  }

  function mark(number) {
    marked = number;
    [...hits.children].forEach((hit, place) => hit.setAttribute("aria-selected", String(place === number)));
    const hit = hits.children[number];
    if (hit) { find.setAttribute("aria-activedescendant", hit.id); hit.scrollIntoView({ block: "nearest" }); }
    else find.removeAttribute("aria-activedescendant");
  }

  function close() { hits.hidden = true; find.setAttribute("aria-expanded", "false"); }

  function choose(entry) {
    close();
    if ("block" in entry) { stage.focus(); go(entry.block); } else go(homeOf[entry.item], entry.item);
  }

  find.addEventListener("input", search);
  find.addEventListener("focus", search);
  find.addEventListener("blur", close);
  find.addEventListener("keydown", (event) => {
    const count = hits.querySelectorAll("[role=option]").length;
    if (event.key === "ArrowDown" && count) mark((marked + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((marked + count - 1) % count);
    else if (event.key === "Enter" && hits.children[marked]?.entry) choose(hits.children[marked].entry);
    else if (event.key === "Escape") { find.value = ""; close(); stage.focus(); }
    else return;
    event.preventDefault();
  });

  // ---- The outline becomes links.

  for (const entry of document.querySelectorAll("#outline [data-block]")) {
    const block = Number(entry.dataset.block);
    if (!hasPicture(block)) continue;
    const link = element("a", entry.textContent);
    link.href = "#" + (block || "");
    entry.replaceWith(link);
  }

  document.documentElement.classList.add("live");
  stage.tabIndex = 0;
  // What stands in the middle stays there when the room changes.
  let room = stage.clientWidth;
  new ResizeObserver(() => {
    pan((stage.clientWidth - room) / 2, 0);
    room = stage.clientWidth;
  }).observe(stage);
  // The pictures keep their natural size on paper.
  addEventListener("beforeprint", () => picture.svg.style.removeProperty("transform"));
  addEventListener("afterprint", place);
  show(blockInAddress());
})();
