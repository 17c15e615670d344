// Bundles the scripts and styles that a page loads into kartotek/web/static/dist, which is committed.
// With an argument, into that folder instead: a test compares the two.
import { build } from "esbuild";

const web = new URL("../kartotek/web/static/", import.meta.url).pathname;
const outdir = process.argv[2] ?? `${web}dist`;

await build({
  // The editor is loaded by the pages on which somebody writes.
  entryPoints: { app: `${web}js/app.js`, editor: `${web}js/editor/index.js` },
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  nodePaths: [new URL("node_modules", import.meta.url).pathname],
});

await build({
  entryPoints: { app: `${web}css/app.css` },
  outdir,
  bundle: true,
  minify: true,
  // Anchor positioning and light-dark() are used as written; nothing is rewritten for older browsers.
  target: "esnext",
  external: ["*.woff2"],
});
