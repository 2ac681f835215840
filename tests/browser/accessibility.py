"""What axe-core, run inside the page, finds wrong with it."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# A button whose colour is still on its way from light to dark has a contrast that nobody will see. The way takes a
# fraction of a second; that of something which is hidden meanwhile may never be called finished.
AT_REST = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame)
  const rest = Promise.allSettled(document.getAnimations().map(animation => animation.finished))
  await Promise.race([rest, new Promise(enough => setTimeout(enough, 1000))])
}"""
# A field that is half under a head which sticks is whole once somebody scrolls to it: it is looked at again there.
LOOK = """async (tags) => {
  const { violations } = await axe.run(document, {runOnly: tags})
  for (const found of violations.filter(({ id }) => id === "target-size")) {
    const small = []
    for (const node of found.nodes) {
      const element = document.querySelector(node.target[0])
      element.scrollIntoView({block: "center"})
      const again = await axe.run(element, {runOnly: {type: "rule", values: ["target-size"]}})
      if (again.violations.length) small.push(node)
    }
    found.nodes = small
  }
  return violations
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """One line per broken rule and element of the page as it stands at rest; empty when axe finds nothing."""
    page.evaluate(AT_REST)
    page.evaluate(AXE.read_text(encoding="utf-8"))  # through the debugger: the page's CSP forbids injected scripts
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(map(str, node['target']))}"
        for violation in page.evaluate(LOOK, RULES)
        for node in violation["nodes"]
    ]
