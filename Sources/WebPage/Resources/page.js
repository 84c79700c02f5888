// ---- The outline becomes links; the page starts.

for (const entry of document.querySelectorAll("#outline [data-block]")) {
  const block = Number(entry.dataset.block);
  if (hasPicture(block)) entry.replaceWith(linkTo(block, 0, entry.textContent));
}

const isNarrow = matchMedia("(max-width: 800px)");

function showOutline(isShown) {
  $("outline").hidden = !isShown;
  $("list").setAttribute("aria-expanded", String(isShown));
}
$("list").onclick = () => {
  showOutline($("outline").hidden);
  if (!$("outline").hidden) $("outline").querySelector("[aria-current], a")?.scrollIntoView({ block: "center" });
};
$("outline").querySelector("details").open = true;
showOutline(false);

document.documentElement.classList.add("live");
stage.tabIndex = 0;
// What stands in the middle stays there when the room changes.
let room = stage.clientWidth;
new ResizeObserver(() => {
  pan((stage.clientWidth - room) / 2, 0);
  room = stage.clientWidth;
}).observe(stage);

// On paper the picture is one sheet, turned as it fits.
const sheet = document.head.appendChild(document.createElement("style"));
addEventListener("beforeprint", () => {
  picture.svg.style.removeProperty("transform");
  sheet.textContent = `@page { size: ${picture.width > picture.height ? "landscape" : "portrait"}; margin: 10mm; }`;
});
addEventListener("afterprint", place);

show(0);
ownHash = location.hash;
if (ownHash) goTo(placeAt(ownHash));
