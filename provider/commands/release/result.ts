import { z } from "zod";
import { Refusal } from "../../core/api/errors";
import type { Io } from "../command";
import { parsed } from "../files";
import type { Plan, PlanRow } from "./plan";

/** What became of a row. `begun`: sent, and not seen to have ended. */
const outcome = z.enum(["refused", "gone", "not begun", "begun", "released", "failed"]);
export type Outcome = z.infer<typeof outcome>;

const line = z.object({
  id: z.string(),
  address: z.string(),
  account: z.string(),
  region: z.string(),
  price: z.string(),
  outcome,
  /** Why it was refused or failed. */
  why: z.string().nullable(),
  time: z.string(),
});
const file = z.object({ version: z.literal(1), plan: z.string(), digest: z.string(), rows: z.array(line) });
export type Line = z.infer<typeof line>;

const LARGEST = 64 * 1024 * 1024;

/** The result of `--apply`: a file that is true at every moment, so that a killed run leaves what it did. */
export class Result {
  private readonly lines = new Map<string, Line>();

  private constructor(
    private readonly path: string,
    private readonly plan: string,
    private readonly digest: string,
    private readonly io: Io,
  ) {}

  /** Keeps what earlier runs of the same plan released. */
  static async open(path: string, plan: string, { digest }: Plan, io: Io): Promise<Result> {
    const result = new Result(path, plan, digest, io);
    const text = await io.read(path, LARGEST).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => "",
    );
    const known = file.safeParse(text === "" ? undefined : parsed(text));
    if (known.success && known.data.digest !== digest)
      throw new Refusal(`${path}: is the result of another plan, and stays; choose another file with --result`);
    if (known.success)
      for (const each of known.data.rows) if (each.outcome === "released") result.lines.set(keyOf(each), each);
    return result;
  }

  /** Written at once. A row that an earlier run released, and that is gone now, stays released. */
  set(row: PlanRow, to: Outcome, why?: string): void {
    const before = this.lines.get(keyOf(row));
    if (to === "gone" && before?.outcome === "released") return;
    const { id, address, account, region, price } = row;
    const time = new Date(this.io.runtime.clock.now()).toISOString();
    this.lines.set(keyOf(row), {
      id,
      address,
      account,
      region,
      price: price.text,
      outcome: to,
      why: why ?? null,
      time,
    });
    this.write();
  }

  get all(): readonly Line[] {
    return [...this.lines.values()];
  }

  of(row: PlanRow): Line | undefined {
    return this.lines.get(keyOf(row));
  }

  private write(): void {
    const content = { version: 1, plan: this.plan, digest: this.digest, rows: this.all };
    this.io.write(this.path, `${JSON.stringify(content, null, 2)}\n`);
  }
}

const keyOf = ({ account, id }: { readonly account: string; readonly id: string }) => `${account} ${id}`;
