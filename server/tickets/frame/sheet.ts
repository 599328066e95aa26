/** How the page of a message looks: the desk's own folds, bars and placeholders, and plain defaults for what the mail leaves open. */
export const sheet = `
:root { color-scheme: light; --paper: #ffffff; --ink: #1f2328; --quiet: #656d76; --line: #d8dee4; --link: #0a58ca; --fold: #f0f2f4; }
:root[data-scheme="dark"] { color-scheme: dark; --paper: oklch(22.5% .009 265); --ink: #e6e8eb; --quiet: #9aa3ad; --line: #33383e; --link: #8ab4f8; --fold: #24282d; }
@media (prefers-color-scheme: dark) { :root[data-scheme="system"] { color-scheme: dark; --paper: oklch(22.5% .009 265); --ink: #e6e8eb;
  --quiet: #9aa3ad; --line: #33383e; --link: #8ab4f8; --fold: #24282d; } }
/* A note stands on its own paper in the workspace: the page has the same (ui/tokens.css). */
:root[data-kind="note"] { --paper: light-dark(oklch(95.5% .06 92), oklch(31% .05 85)); --fold: light-dark(oklch(91% .06 92), oklch(37% .05 85));
  --quiet: light-dark(oklch(44% .012 265), oklch(82% .008 265)); --line: light-dark(oklch(80% .06 90), oklch(46% .05 85)); }
html { background: var(--paper); }
body { margin: 0; padding: 1px 0; color: var(--ink); font: 14.5px/1.55 Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
body > :first-child { margin-top: 0; }
body > :last-child { margin-bottom: 0; }
.plain { white-space: pre-wrap; }
a { color: var(--link); }
img { max-width: 100%; height: auto; }
[data-waiting] { display: inline-flex; box-sizing: border-box; width: var(--width, auto); max-width: 100%; min-width: 24px; min-height: 24px; padding: 2px 8px;
  align-items: center; justify-content: center; overflow: hidden; border-radius: 4px; background: var(--fold); color: var(--quiet);
  font: 12.5px/1.4 Inter, system-ui, sans-serif; text-align: center; vertical-align: middle; }
[data-missing] { display: inline-block; padding: 2px 10px; border: 1px dashed var(--line); border-radius: 6px; color: var(--quiet);
  font: 12.5px/20px Inter, system-ui, sans-serif; }
[data-images] { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 12px; margin: 0 0 12px; padding: 5px 12px; border-radius: 8px;
  background: var(--fold); color: var(--quiet); font: 12.5px/22px Inter, system-ui, sans-serif; }
[data-images] > a { font-weight: 600; text-decoration: none; }
[data-images] > a:hover { text-decoration: underline; }
[data-images] > a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
table { max-width: 100%; }
@media (max-width: 650px) {
  table, td, th, div, img { max-width: 100% !important; min-width: 0 !important; }
  :is(table, td, th)[width]:not([width$="%"]), :is(table, td, th, div)[style*="width"]:not([style*="%"]) { width: auto !important; }
  [data-waiting] { width: 100%; max-width: var(--width, max-content); }
}
[data-was="p"] { margin: 1em 0; }
details[data-fold] { margin: 8px 0; white-space: normal; }
.plain details[data-fold] > div { white-space: pre-wrap; }
details[data-fold] > summary { display: inline-block; list-style: none; cursor: pointer; padding: 1px 10px; border-radius: 99px;
  background: var(--fold); color: var(--quiet); font: 12.5px/22px Inter, system-ui, sans-serif; }
details[data-fold] > summary::-webkit-details-marker { display: none; }
details[data-fold] > summary:hover { color: var(--ink); }
details[data-fold] > summary:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
details[data-fold][open] > summary > :first-child, details[data-fold]:not([open]) > summary > :last-child { display: none; }
details[data-fold] > div { margin-top: 8px; }
pre { white-space: pre-wrap; }
blockquote { margin: 0 0 0 2px; padding-left: 12px; border-left: 2px solid var(--line); color: var(--quiet); }
hr { border: 0; border-top: 1px solid var(--line); }`;
