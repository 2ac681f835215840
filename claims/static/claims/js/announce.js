// Screen readers tell what changes in a live region that is on the page already, not what came with it.
const MOMENT = 150; // ms

export function announce(region, words) {
  if (region.dataset.announced === words) return;
  region.dataset.announced = words;
  setTimeout(() => { region.textContent = words; }, region.textContent ? 0 : MOMENT);
}
