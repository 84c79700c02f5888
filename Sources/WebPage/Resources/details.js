// ---- Details.

function describe(number, isWhole, box, copy) {
  const item = items[number];
  const block = item ? item.block : 0;
  if (!item && box) return fill(box.dataset.name, [["", box.querySelector(":scope > title")?.textContent ?? ""]]);
  if (block === undefined) return describeOperator(number, copy ?? copyOfItem(number));
  const { operators, hidden, parameters, total, repeats, parallel } = blocks[block];
  copy ??= isWhole ? currentCopy : copyOfBlock(block);
  fill(titleOf(block), [
    ["Path", pathOf(block, copy)],
    ["Operators", count(operators) + (repeats > 1 ? ` each, ${repeats} ${parallel ? "in parallel" : "times"}` : "")],
    ["Hidden", hidden ? `${count(hidden)} (constants, shape arithmetic)` : ""],
    ["Parameters", parameters ? count(parameters) + (repeats > 1 ? ` each, ${count(total)} in all` : "") : ""],
    ...costs(blocks[block], repeats > 1 ? " each" : ""),
    ["Quantised", blocks[block].quantization ?? []],
    ...(block ? [] : facts.map(([name, text]) => [name[0].toUpperCase() + name.slice(1), text])),
    ["Takes", item ? item.in.map(valueText) : []],
    ["Gives", item ? outputsOf(number, 0) : []],
    ["Recorded", item?.recorded ?? []],
  ]);
  showFigure(item?.figure);
  const add = (text, act) => {
    const button = element("button", text);
    button.onclick = act;
    details.append(button);
  };
  if (!isWhole && hasPicture(block)) add("Go into this block", () => go(block));
  if (box && has(box, "opened")) add("Close it here", () => closeInPlace(box));
  else if (box && canOpen(box)) add("Open it here", () => openInPlace(box));
  const letters = box && has(box, "foldout-node") ? box.querySelectorAll(".foldout-letter") : [];
  for (const letter of new Set([...letters].map((badge) => badge.dataset.letter))) {
    const detail = detailOf(letter);
    if (detail) add(`Show ${letter}: ${detail.dataset.name}`, () => { focusBox(detail); pick(detail); });
  }
  if (isWhole) details.append(element("p", $("help").textContent, "quiet help"));
}

function describeOperator(number, copy) {
  const item = items[number];
  const copies = copiesOfItem(number);
  fill(item.op ?? item.name, [
    ["Kind", item.kind ?? ""],
    ["Name", item.op ? nameOf(number, copy) : ""],
    ["Module", moduleOf(number, copy)],
    ["Drawn once for", copies > 1 ? `${copies}, of which this is number ${copy + 1}` : ""],
    ["Attributes", (item.attributes ?? []).map(([name, text]) => `${name}: ${text}`)],
    ["Quantised", item.quantization ?? []],
    ["Weights", weightsOf(number, copy)],
    ["Parameters", item.parameters ? count(item.parameters) : ""],
    ...costs(item, ""),
    ["Inputs", item.in.map(valueText)],
    ["Outputs", outputsOf(number, copy)],
    ["Recorded", item.recorded ?? []],
    ["Stands for", item.rest ? restText(item.rest) : item.repeats > 1 && copies === 1 ? `${item.repeats} alike` : ""],
  ]);
  showFigure(item.figure);
}

// What is in the weights behind a box: a histogram, its ends, and figures.
function showFigure(figure) {
  if (!figure) return;
  const box = element("figure", undefined, "weights");
  if (figure.bars) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${figure.bars.length} 100`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `Histogram of the weights from ${figure.low} to ${figure.high}`);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M0 100" + figure.bars.map((height) => `V${100 - height}h1`).join("") + "V100Z");
    svg.append(path);
    const beyond = (number) => number ? ` (${count(number)} beyond)` : "";
    const ends = element("p", undefined, "ends");
    ends.append(element("span", figure.low + beyond(figure.below)), element("span", figure.high + beyond(figure.above)));
    box.append(svg, ends);
  }
  const caption = element("figcaption");
  for (const line of figure.lines) caption.append(element("p", line));
  box.append(caption);
  details.append(element("h3", "In the weights"), box);
}

// The values that a pill stands for; beyond some hundreds nobody reads on.
const listed = 500;
const restText = (rest) => [
  ...rest.slice(0, listed).map((value) => valueText([value])),
  ...(rest.length > listed ? [`and ${count(rest.length - listed)} more`] : []),
];

const costs = ({ macs, perSample, bytes }, each) => [
  ["Multiply-accumulates", macs ? count(macs) + (perSample ? " per sample" : "") + each : ""],
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
