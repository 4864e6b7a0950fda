import { readFileSync } from "node:fs";

const { guides, reference, errors, repository } = JSON.parse(
  readFileSync(new URL("../pages/navigation.json", import.meta.url), "utf8"),
);
const groups = (menus, collapsed) => menus.map(({ text, items }) => ({ text, items, collapsed }));

/** The anchor of a heading as GitHub makes it, because the same pages are read there. See scripts/site/markdown.ts. */
const slugify = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

// biome-ignore lint/style/noDefaultExport: VitePress takes the default export
export default {
  title: "pulumi-ipv6",
  description: "Public IPv6 on Alibaba Cloud, Tencent Cloud and Zenlayer with Pulumi, bought exactly once.",
  lang: "en",
  srcDir: "pages",
  outDir: "../dist/site",
  cacheDir: "../dist/site-cache",
  base: process.env.SITE_BASE ?? "/",
  // With an address, search engines are told of every page: SITE_URL=https://example.com/docs/
  ...(process.env.SITE_URL && { sitemap: { hostname: process.env.SITE_URL } }),
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${process.env.SITE_BASE ?? "/"}logo.svg` }]],
  markdown: { anchor: { slugify }, toc: { slugify }, theme: { light: "github-light", dark: "github-dark" } },
  vite: { publicDir: "../public", build: { chunkSizeWarningLimit: 4096 } },
  themeConfig: {
    logo: "/logo.svg",
    nav: [
      { text: "Start", link: "/start" },
      { text: "Guides", link: "/guides/without-an-account", activeMatch: "^/guides/" },
      { text: "Reference", link: "/reference/", activeMatch: "^/reference/" },
      { text: "Errors", link: "/errors/", activeMatch: "^/errors/" },
      { text: "Comparison", link: "/comparison" },
    ],
    sidebar: { "/reference/": groups(reference, false), "/errors/": groups(errors, false), "/": groups(guides, false) },
    outline: { level: [2, 3] },
    search: { provider: "local", options: { detailedView: false } },
    socialLinks: [{ icon: "github", link: repository }],
    notFound: {
      title: "There is no such page",
      quote: "It may have moved. The search finds pages by their title, by an error code, or by an input's name.",
      linkText: "To the first page",
    },
    footer: { message: "Apache-2.0. Not affiliated with Pulumi, Alibaba Cloud, Tencent Cloud or Zenlayer." },
  },
};
