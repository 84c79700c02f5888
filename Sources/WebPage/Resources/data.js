// The page's script is these files in the order of Page.swift, in one function. Text from the model is only ever set as
// text. Nothing is fetched. Without the script the page shows the same picture and the same outline.

const data = JSON.parse(document.getElementById("data").textContent);
const { facts, values, blocks, items } = data;
const $ = (id) => document.getElementById(id);
const [stage, crumbs, details, find, hits, live] = ["stage", "crumbs", "details", "find", "hits", "live"].map($);

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

const isWithin = (block, outer) => {
  while (block > outer) block = parentOf[block];
  return block === outer;
};

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const count = (number) => number.toLocaleString("en");

// ---- Copies: what is drawn once in a stack has the names of all that it stands for, as what they begin with, what
// they end with, and what stands between. Those of an outer copy come in one run.

const copiesOfBlock = (block) => Math.max(1, (blocks[block].copies?.length ?? 0) - 2);
const copiesOfItem = (item) =>
  "block" in items[item] ? copiesOfBlock(items[item].block) : Math.max(1, (items[item].names?.length ?? 0) - 2);

const nameOfCopy = (names, copy) => names[0] + (names[copy + 2] ?? "") + names[1];

// The copy of one thing that stands in, or around, a copy of another.
const copyWithin = (copy, outer, inner) => Math.floor(copy * Math.max(1, inner / outer));
const copyAround = (copy, inner, outer) => Math.floor(copy / Math.max(1, inner / outer));

const pathOf = (block, copy = 0) => blocks[block].copies ? nameOfCopy(blocks[block].copies, copy) : blocks[block].path;
const nameOf = (item, copy = 0) => items[item].names ? nameOfCopy(items[item].names, copy) : items[item].name ?? "";
const moduleOf = (item, copy = 0) =>
  items[item].modules ? nameOfCopy(items[item].modules, copy) : items[item].module ?? "";
const weightsOf = (item, copy = 0) => (items[item].weights ?? []).map(([name, type], place) =>
  [items[item].weightNames?.[place] ? nameOfCopy(items[item].weightNames[place], copy) : name, type]);
const outputsOf = (item, copy = 0) => items[item].out.map((value, place) =>
  [items[item].valueNames?.[place] ? nameOfCopy(items[item].valueNames[place], copy) : values[value][0], values[value][1]]);
