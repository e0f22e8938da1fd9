// What a reader would call broken, as a list of sentences; run in the page.
() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const named = (element) => `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 40)}”`;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const content = document.querySelector("article, main");
  // A box around the whole content may scroll too, and then hides that the page is too wide: only boxes inside it count.
  const within = (element, test) => element !== content && (test(element) || within(element.parentElement, test));
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  if (document.documentElement.scrollWidth > width) {
    faults.push(`the page is ${document.documentElement.scrollWidth} wide on a screen of ${width}`);
  }

  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || !shown(parent) || within(parent, scrolls)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && (box.left < -1 || box.right > width + 1)) {
        faults.push(`${named(parent)} reaches from ${box.left} to ${box.right} on a screen of ${width}`);
        break;
      }
    }
  }

  for (const element of content.querySelectorAll("*")) {
    if (!shown(element) || element.clientWidth === 0) continue;
    const style = getComputedStyle(element);
    const wider = element.scrollWidth > element.clientWidth + 1 && style.display !== "inline";
    const higher = element.scrollHeight > element.clientHeight + 1 && style.display !== "inline";
    if ((wider && ["hidden", "clip"].includes(style.overflowX)) || (higher && ["hidden", "clip"].includes(style.overflowY))) {
      faults.push(`${named(element)} is cut`);
    }
    if (wider && ["PRE", "TABLE"].includes(element.tagName) && !within(element, scrolls)) {
      faults.push(`${named(element)} does not scroll inside itself`);
    }
  }

  const inFlow = (element) => {
    const style = getComputedStyle(element);
    return shown(element) && ["static", "relative"].includes(style.position) && style.float === "none" &&
      ["block", "list-item", "table", "flex"].includes(style.display) && element.getBoundingClientRect().height > 0;
  };
  for (const parent of content.querySelectorAll("section, dl, dd, ul, li, div")) {
    const blocks = [...parent.children].filter(inFlow);
    for (const [position, block] of blocks.entries()) {
      const next = blocks[position + 1];
      if (next && next.getBoundingClientRect().top < block.getBoundingClientRect().bottom - 1) {
        faults.push(`${named(next)} lies over ${named(block)}`);
      }
    }
  }
  return faults;
}
