import { messageOf, Refusal } from "../../core/api/errors";
import { all, type Given, type Io, type Options } from "../command";
import { decoded } from "../files";
import type { Billed } from "./collect";

export const ignoreOptions = {
  ignore: {
    type: "string",
    multiple: true,
    value: "FILE",
    doc: "file with what to leave out, one a line: an id, an address or a name, with * for any text; # begins a comment",
  },
} as const satisfies Options;

const LARGEST = 16 * 1024 * 1024;

/** The lines of ignore files. */
export class Ignored {
  private readonly lines: readonly {
    readonly text: string;
    readonly at: string;
    readonly is: (what: string) => boolean;
  }[];
  private readonly used = new Set<string>();

  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    this.lines = files.flatMap(({ path, text }) =>
      text.split(/\r?\n/).flatMap((line, index) => {
        const pattern = line.replace(/(^|\s)#.*$/, "").trim();
        return pattern === "" ? [] : [{ text: pattern, at: `${path}:${index + 1}`, is: matcher(pattern) }];
      }),
    );
  }

  /** Whether a line names it. The line then counts as used. */
  has({ billedId, id, address, name }: Pick<Billed, "billedId" | "id" | "address" | "name">): boolean {
    const names = [billedId, id, address, ...(name === "" ? [] : [name])];
    const naming = this.lines.filter(({ is }) => names.some(is));
    for (const { at } of naming) this.used.add(at);
    return naming.length > 0;
  }

  /** Lines that named nothing so far. */
  unused(): string[] {
    return this.lines.filter(({ at }) => !this.used.has(at)).map(({ at, text }) => `${at}: ${text}`);
  }
}

/** @throws Refusal if a file cannot be read */
export async function readIgnored(given: Given, io: Io): Promise<Ignored> {
  const files = all(given, "ignore").map(async (path) => {
    const bytes = await io.read(path, LARGEST).catch((error: unknown) => {
      throw new Refusal(`--ignore ${path}: cannot be read: ${messageOf(error)}`);
    });
    return { path, text: decoded(bytes) };
  });
  return new Ignored(await Promise.all(files));
}

function matcher(pattern: string): (what: string) => boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  const whole = new RegExp(`^${parts.join(".*")}$`, "iu");
  return (what) => whole.test(what);
}
