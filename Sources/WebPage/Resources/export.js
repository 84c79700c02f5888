// ---- The picture as it is shown, as a file: with the blocks that were opened, in the colours of the page.

const drawn = ["fill", "stroke", "stroke-width", "stroke-dasharray"];

function pictureAsSVG() {
  const copy = picture.svg.cloneNode(true);
  const shown = [picture.svg, ...picture.svg.querySelectorAll("*")];
  // Marks of pointing and searching are the page's, not the picture's.
  const marks = ["picked", "lit", "lit-frame", "row-frame", "row"];
  const undone = shown.map((node) => marks.filter((mark) => node.classList.contains(mark)));
  shown.forEach((node, place) => node.classList.remove(...undone[place]));
  [copy, ...copy.querySelectorAll("*")].forEach((node, place) => {
    node.classList.remove(...marks);
    if (/^(rect|path|text|tspan|g)$/.test(node.localName)) {
      const style = getComputedStyle(shown[place]);
      for (const name of drawn) {
        if (node.hasAttribute(name) || node.closest(".opened, .joints")) node.setAttribute(name, style.getPropertyValue(name));
      }
    }
    for (const name of ["role", "tabindex", "aria-label", "aria-roledescription", "style"]) node.removeAttribute(name);
  });
  shown.forEach((node, place) => node.classList.add(...undone[place]));
  copy.setAttribute("role", "img");
  copy.querySelectorAll(".opener, .closer, [display=none]").forEach((node) => node.remove());
  return new XMLSerializer().serializeToString(copy);
}

function save(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  const block = current > 0 ? "-" + addressOf({ block: current, copy: currentCopy }).replaceAll(/[^\w.-]+/g, "-") : "";
  link.download = document.title.replace(/\.\w+$/, "").replaceAll(/[^\w.-]+/g, "-") + block + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Canvases have bounds on a side and on the area; a picture beyond them has fewer pixels.
const mostSide = 16000, mostPixels = 120e6;

function saveAsPNG() {
  const svg = new Blob([pictureAsSVG()], { type: "image/svg+xml" });
  const image = new Image();
  image.onload = () => {
    const { width, height } = picture;
    const scale = Math.min(2, mostSide / width, mostSide / height, Math.sqrt(mostPixels / (width * height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    canvas.toBlob((png) => { if (png) save(png, ".png"); });
  };
  image.src = URL.createObjectURL(svg);
}

$("svg").onclick = () => save(new Blob([pictureAsSVG()], { type: "image/svg+xml" }), ".svg");
$("png").onclick = saveAsPNG;
