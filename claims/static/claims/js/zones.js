// The links to the three zones on a narrow screen say which zone is being read.
export function zones(nav) {
  const links = new Map([...nav.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-30% 0px -69% 0px" });
  links.forEach((_link, id) => { const zone = document.getElementById(id); if (zone) watcher.observe(zone); });
  return () => watcher.disconnect();
}
