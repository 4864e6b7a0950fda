import { oneLine } from "./report/preview";

/** What a page shows: HTML, in which text from elsewhere went through `safe`. */
interface Page {
  readonly title: string;
  readonly style: string;
  /** Begins after the title's heading. */
  readonly body: string;
}

/** One self-contained file: no scripts, and no external fonts or images. */
export function htmlPage({ title, style, body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${safe(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Text as HTML: one line, without characters that could end an element or an attribute. */
export function safe(text: string): string {
  return oneLine(text).replace(/[&<>"'`]/g, (each) => `&#${each.codePointAt(0)};`);
}
