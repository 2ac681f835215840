// The list follows the text and the text the list, where they scroll side by side: whoever is scrolled by hand leads,
// and the other shows the claims that are in sight there. The open claim does not change by it. A zone that is led is
// not under the hand, so it does not lead back.
export function together(root) {
  const text = root.querySelector(".zone-text");
  const list = root.querySelector(".zone-list");
  const narrow = matchMedia("(max-width: 56rem)");
  let hand; // the zone under the pointer or with the focus
  let frame;

  const take = (zone) => () => { hand = zone; };
  for (const zone of [text, list]) {
    for (const name of ["pointerenter", "wheel", "touchstart", "focusin"]) zone.addEventListener(name, take(zone), { passive: true });
    zone.addEventListener("scroll", () => {
      if (hand !== zone || narrow.matches) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => (zone === text ? follow(text, ".article mark[data-n]", "n", list, rowOf) : follow(list, ".claim", "claim", text, markOf)));
    }, { passive: true });
  }

  const rowOf = (n) => list.querySelector(`.claim[data-claim="${n}"]`);
  const markOf = (n) => text.querySelector(`.article mark[data-n="${n}"]`);

  function follow(leader, selector, name, follower, twin) {
    // The line that is read goes from the top of the zone to its bottom while it is scrolled from end to end.
    const { top: edge, height } = leader.getBoundingClientRect();
    const read = edge + height * (leader.scrollTop / Math.max(1, leader.scrollHeight - leader.clientHeight));
    const node = firstBelow([...leader.querySelectorAll(selector)], read);
    const other = node && twin(node.dataset[name]);
    if (!other) return;
    const box = follower.getBoundingClientRect();
    const { top, bottom } = other.getBoundingClientRect();
    if (top >= box.top + 48 && bottom <= box.bottom - 48) return;
    follower.scrollTo({ top: follower.scrollTop + top - box.top - box.height / 3 });
  }
}

// Nodes stand in the order of the page, so few of them have to be measured.
function firstBelow(nodes, line) {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].getBoundingClientRect().top < line) low = middle + 1;
    else high = middle;
  }
  return nodes[Math.min(low, nodes.length - 1)];
}
