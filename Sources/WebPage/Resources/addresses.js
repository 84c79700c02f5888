// ---- Addresses: the path of a block or an operator, which is the same when the model is drawn again.

// Dots and slashes part modules alike: `model.layers.17` is `model/layers/17`.
const normal = (path) => path.split(/[./]+/).filter(Boolean).join("/");

// The address of a block, without the blocks around it that folding made: those may be others in another picture.
function addressOfBlock(block, copy) {
  const parts = [];
  let isOwn = true;
  while (block > 0) {
    const outer = parentOf[block], outerCopy = copyAround(copy, copiesOfBlock(block), copiesOfBlock(outer));
    if (isOwn || !blocks[block].made) parts.unshift(normal(pathOf(block, copy).slice(pathOf(outer, outerCopy).length)));
    [block, copy, isOwn] = [outer, outerCopy, false];
  }
  return parts.filter(Boolean).join("/");
}

// The address of an operator is that of its module, which folding does not change, and the last part of its name.
function addressOfOperator(item, copy) {
  let home = homeOf[item], homeCopy = copyAround(copy, copiesOfItem(item), copiesOfBlock(home));
  while (home > 0 && blocks[home].made) {
    homeCopy = copyAround(homeCopy, copiesOfBlock(home), copiesOfBlock(parentOf[home]));
    home = parentOf[home];
  }
  const name = nameOf(item, copy).split("/").filter(Boolean).pop();
  return [normal(moduleOf(item, copy)) || addressOfBlock(home, homeCopy), name || items[item].op].filter(Boolean).join("/");
}

let addresses;

// All addresses, made when the first is asked for. Where several are alike, the second ends in ~2.
function allAddresses() {
  if (addresses) return addresses;
  const places = new Map(), texts = new Map(), taken = new Map();
  const add = (address, place, key) => {
    let free = address || "~";
    while (places.has(free)) {
      taken.set(address, (taken.get(address) ?? 1) + 1);
      free = address + "~" + taken.get(address);
    }
    places.set(free, place);
    texts.set(key, free);
  };
  for (let block = 1; block < blocks.length; block++) {
    for (let copy = 0; copy < copiesOfBlock(block); copy++) {
      add(addressOfBlock(block, copy), { block, copy }, `b${block}.${copy}`);
    }
  }
  items.forEach((item, number) => {
    if ("block" in item) return;
    for (let copy = 0; copy < copiesOfItem(number); copy++) {
      add(addressOfOperator(number, copy), { item: number, copy }, `i${number}.${copy}`);
    }
  });
  addresses = { places, texts };
  return addresses;
}

const addressOf = ({ block, item, copy = 0 }) =>
  item !== undefined ? allAddresses().texts.get(`i${item}.${copy}`) ?? ""
    : block > 0 ? allAddresses().texts.get(`b${block}.${copy}`) ?? "" : "";

const hashOf = (place) => "#" + addressOf(place).split("/").map(encodeURIComponent).join("/");

// What an address means: a place, else one whose path ends so, else the nearest block around it, else the whole.
function placeAt(hash) {
  if (hash.length < 2) return { block: 0, copy: 0 };
  let wanted;
  try { wanted = decodeURIComponent(hash.replace(/^#/, "")); } catch { return { block: 0, copy: 0 }; }
  const { places } = allAddresses();
  const exact = places.get(wanted) ?? places.get(normal(wanted));
  if (exact || !wanted) return exact ?? { block: 0, copy: 0 };
  const end = "/" + normal(wanted);
  for (const [address, place] of places) if (address.endsWith(end)) return place;
  const parts = normal(wanted).split("/");
  while (parts.length) {
    const place = places.get(parts.join("/"));
    if (place && place.block !== undefined) return place;
    parts.pop();
  }
  return { block: 0, copy: 0 };
}
