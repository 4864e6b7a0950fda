import type { Cloud } from "../core/cloud";
import type { Importable } from "../core/lifecycle";
import { groupBy, named } from "../core/reads/batch";
import { Session } from "../doors/session";
import { clouds, regionsOf, regionsToRead } from "./accounts";
import { all, type Command, type Given, type Io, one } from "./command";

/** One line of Pulumi's bulk import file. */
interface Import {
  readonly type: string;
  /** Of the variable in the generated program: ASCII. */
  readonly name: string;
  /** Of the resource, with all letters. Default: `name`. */
  readonly logicalName?: string;
  readonly id: string;
}

/** Lists what exists and writes a file for `pulumi import --file`. Makes read calls only. */
export const discover: Command = {
  name: "discover",
  doc: "write a file for `pulumi import --file` with all IPv6 bandwidth and addresses of an account",
  options: {
    cloud: { type: "string", value: "NAME", doc: `the cloud: ${clouds.map(({ name }) => name).join(", ")}` },
    region: {
      type: "string",
      multiple: true,
      value: "REGION",
      doc: 'region to list, or "all"; repeatable; default: the setting',
    },
    resource: { type: "string", multiple: true, value: "RESOURCE", doc: "only these resources; repeatable" },
    out: { type: "string", value: "FILE", doc: "file to write; default: standard output" },
  },

  note: "Settings are read from the environment, as by the provider.",

  async check(given, io) {
    const cloud = chosen(given);
    if (!cloud) {
      const names = clouds.map(({ name }) => name).join(", ");
      const got = one(given, "cloud");
      return [got === undefined ? `--cloud: is required: one of ${names}` : `--cloud: one of ${names}; got ${got}`];
    }
    const known = listable(cloud);
    const strange = all(given, "resource").filter((name) => !known.includes(name));
    const session = reachOf(io);
    const unready = await session.unready(cloud);
    const placeless = unready.length === 0 && regionsOf(cloud, session, all(given, "region")).length === 0;
    return [
      ...strange.map((name) => `--resource: one of ${known.join(", ")}; got ${name}`),
      ...unready,
      ...(placeless ? [`--region: is required on ${cloud.title}, here or as ${cloud.settings.region?.env?.[0]}`] : []),
    ];
  },

  async run(given, io) {
    const cloud = chosen(given);
    if (!cloud) return;
    const session = reachOf(io);
    const found: { readonly resource: string; readonly each: Importable }[] = [];
    const seen = new Set<string>();
    const call = { identity: "discover", signal: io.signal };
    const wished = regionsOf(cloud, session, all(given, "region"));
    for (const region of await regionsToRead({ cloud, session, label: cloud.title, regions: wished }, io)) {
      for (const resource of resourcesOf(given, cloud)) {
        const all = await session.lifecycle(`${cloud.name}:${resource}`).list(region, call);
        const listed = all.filter(({ controller }) => controller === undefined);
        // Import an object that two resources can manage only once: they would undo each other's changes.
        const fresh = listed.filter(({ id }) => !seen.has(id));
        for (const each of fresh) {
          seen.add(each.id);
          found.push({ resource, each });
        }
        const twice = listed.length - fresh.length;
        const also = twice > 0 ? `, and ${twice} already listed above as another resource` : "";
        const place = `${cloud.title}${region ? ` ${region}` : ""}`;
        io.say(`${place}: ${fresh.length || "no"} ${resource}${also}`);
        for (const line of leftOut(all)) io.say(`${place}: ${line}`);
      }
    }
    const listed = found.map((each) => ({ ...each, cloud }));
    const text = `${JSON.stringify({ resources: imports(listed) }, null, 2)}\n`;
    const out = one(given, "out");
    if (out === undefined) io.out(text);
    else io.write(out, text);
    if (found.length === 0) io.say("Nothing found to import.");
    else if (out !== undefined) io.say(`Wrote ${found.length} resources to ${out}. Next: pulumi import --file ${out}`);
  },
};

/** What controllers manage, in words. */
function leftOut(all: readonly Importable[]): string[] {
  const controlled = all.filter(({ controller }) => controller !== undefined);
  return [...groupBy(controlled, ({ controller = "" }) => controller)].map(([controller, of]) => {
    const labels = named(of.map(({ label }) => label));
    return `left out ${of.length} that ${controller} manages, and would change again: ${labels}`;
  });
}

/** The lines of a bulk import file: in the order of the ids, by readable names that are there once. */
export function imports(
  found: readonly { readonly cloud: Cloud; readonly resource: string; readonly each: Importable }[],
): Import[] {
  const names = new Names();
  return [...found]
    .sort((a, b) => (a.each.id < b.each.id ? -1 : 1))
    .map(({ cloud, resource, each }) => ({
      type: `ipv6:${cloud.name}:${resource}`,
      ...names.of(each.label, resource),
      id: each.id,
    }));
}

function chosen(given: Given): Cloud | undefined {
  return clouds.find(({ name }) => name === one(given, "cloud"));
}

function resourcesOf(given: Given, cloud: Cloud): readonly string[] {
  const wanted = all(given, "resource");
  return wanted.length > 0 ? [...new Set(wanted)] : listable(cloud);
}

function listable({ resources }: Cloud): string[] {
  return Object.keys(resources).filter((name) => resources[name]?.list);
}

/** A session with the settings from the environment. */
function reachOf({ runtime }: Io): Session {
  return new Session(runtime, () => undefined);
}

/** Resource names: readable, unique, and the same in each run over the same objects. */
export class Names {
  private readonly taken = new Set<string>();

  /**
   * @param label a name, in any script, or an address
   * @returns the name of a variable and, if that has other letters, the resource's
   */
  of(label: string, resource: string): Pick<Import, "name" | "logicalName"> {
    const kind = /[A-Z][a-z]+\d*$/.exec(resource)?.[0].toLowerCase() ?? resource.toLowerCase();
    const joined = (text: string, strange: RegExp) => text.replace(strange, "-").replace(/^-+|-+$/g, "");
    const whole = joined(label.normalize("NFC"), /[^\p{L}\p{M}\p{N}_]+/gu);
    const plain = joined(whole, /[^\w]+/g);
    // A variable cannot begin with a digit.
    const name = this.free(`${/^[A-Za-z]/.test(plain) ? "" : "ipv6-"}${plain}${plain ? "-" : ""}${kind}`);
    return whole === plain ? { name } : { name, logicalName: this.free(`${whole}-${kind}`) };
  }

  private free(base: string): string {
    let name = base;
    for (let number = 2; this.taken.has(name.toLowerCase()); number++) name = `${base}-${number}`;
    this.taken.add(name.toLowerCase());
    return name;
  }
}
