// Runs before the page is painted, so that a chosen theme does not flash in. The switch itself is theme.js.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* storage may be closed to us: the theme follows the system */ }
