import { sourceAddress } from './finishPage.js';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A source as a page of the site, its lines to be linked to as `#L12`. */
export const sourcePage = (file: string, text: string): string => {
  const home = '../'.repeat(sourceAddress(file).split('/').length - 1);
  const lines = text.replace(/\n$/, '').split('\n');
  const code = lines.map((line, index) => `<span id="L${index + 1}">${escaped(line)}\n</span>`).join('');
  return `<!doctype html>
<html class="default" lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(file)} | webchat-streams</title>
<link rel="icon" href="${home}assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${home}assets/style.css">
<link rel="stylesheet" href="${home}assets/custom.css">
</head>
<body class="source">
<script>document.documentElement.dataset.theme = localStorage.getItem("tsd-theme") || "os";</script>
<header class="tsd-page-toolbar"><div class="tsd-toolbar-contents container">
<a class="title" href="${home}index.html">webchat-streams</a></div></header>
<main class="container"><h1>${escaped(file)}</h1>
<pre tabindex="0"><code>${code}</code></pre></main>
</body>
</html>
`;
};
