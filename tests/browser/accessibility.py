"""What axe-core, run inside the page, finds wrong with it."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# A button whose colour is still on its way from light to dark has a contrast that nobody will see.
AT_REST = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame)
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished))
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """One line per broken rule and element of the page as it stands at rest; empty when axe finds nothing."""
    page.evaluate(AT_REST)
    page.evaluate(AXE.read_text(encoding="utf-8"))  # through the debugger: the page's CSP forbids injected scripts
    result = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(map(str, node['target']))}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
