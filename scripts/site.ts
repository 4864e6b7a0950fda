// `make site`: writes the sources of the site, for the generator in site/. Everything comes from docs/, the schema and the
// tables of errors: a new page, resource or code is on the site without a change here.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CLOUDS } from "../provider/clouds";
import { packageRoot } from "./package-root";
import { firstProgram, repositoryOf } from "./registry";
import { errorPages } from "./site/errors";
import { type Page, tabs } from "./site/markdown";
import { type Menu, menus, pageFiles, referenceRoutes, routesOf, type Section, writtenPages } from "./site/pages";
import { addressOf, nameOf, referenceAddress, referencePages, type Schema } from "./site/reference";

export interface Site {
  readonly pages: readonly Page[];
  readonly guides: readonly Menu[];
  readonly reference: readonly Menu[];
  readonly errors: readonly Menu[];
  readonly repository: string;
}

export function siteOf(root: string): Site {
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const schema = JSON.parse(read("provider/schema.json")) as Schema;
  const titles = Object.fromEntries(Object.values(CLOUDS).map(({ name, title }) => [name, title]));
  const repository = repositoryOf(schema);
  const files = pageFiles(root);
  const routes = routesOf(files, referenceRoutes(read("docs/reference.md"), referenceAddress(schema, titles)));
  const written = writtenPages(root, files, routes, repository);
  const errors = errorPages(root);
  const home = read("site/home.md").replace("<!-- program -->", () => tabs(firstProgram(root, schema)));
  return {
    pages: [
      { path: "index.md", title: "", text: home },
      ...written,
      ...referencePages(schema, titles),
      ...errors.pages,
    ],
    guides: menus(JSON.parse(read("site/navigation.json")) as Section[], files, written),
    reference: referenceMenus(schema, titles),
    // A menu of every code would be a part of every page.
    errors: [{ text: "Error codes", items: [{ text: "Kinds of errors", link: "/errors/" }, ...errors.menu] }],
    repository,
  };
}

function referenceMenus(schema: Schema, titles: Readonly<Record<string, string>>): Menu[] {
  const tokens = [...Object.keys(schema.resources), ...Object.keys(schema.functions)];
  const of = (module: string) =>
    tokens
      .filter((token) => token.split(":")[1] === module)
      .map((token) => ({ text: nameOf(token).replace(/^.*\./, ""), link: addressOf(token) }));
  return [
    {
      text: "Reference",
      items: [
        { text: "Overview", link: "/reference/" },
        { text: "Settings", link: "/reference/settings" },
        ...of("index"),
      ],
    },
    ...Object.entries(titles).map(([name, title]) => ({ text: title, items: of(name) })),
  ];
}

function write(root: string): void {
  const folder = join(root, "site/pages");
  const { pages, ...rest } = siteOf(root);
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of pages) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // Pictures stand beside the pages that show them.
  const pictures = existsSync(join(root, "docs"))
    ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    : [];
  for (const name of pictures.filter((each) => /\.(svg|png)$/.test(each)))
    cpSync(join(root, "docs", name), join(folder, name));
  writeFileSync(join(folder, "navigation.json"), JSON.stringify(rest));
  console.log(`${pages.length} pages`);
}

if (require.main === module) write(packageRoot());
