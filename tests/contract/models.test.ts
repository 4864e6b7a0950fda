import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import * as z from "zod";
import { ACTIONS as alibabaWire } from "../../provider/clouds/alibaba/wire";
import { ACTIONS as tencentWire } from "../../provider/clouds/tencent/wire";
import { ACTIONS as zenlayerWire } from "../../provider/clouds/zenlayer/wire";
import { actions as alibabaActions } from "../../simulator/alibaba/actions";
import { actions as tencentActions } from "../../simulator/tencent/actions";
import { errors as tencentErrors } from "../../simulator/tencent/errors";
import { actions as zenlayerActions } from "../../simulator/zenlayer/actions";
import { codesOf, derive, type Models, type Type } from "./models";

const ROOT = join(__dirname, "..", "..");

/** What the provider knows of an action: where it is, and the shape of its answer. */
interface Known {
  readonly product?: string;
  readonly service?: string;
  readonly answer: z.ZodType;
}
const clouds = {
  alibaba: { wire: alibabaWire as Record<string, Known>, simulated: places(alibabaActions) },
  tencent: { wire: tencentWire as Record<string, Known>, simulated: places(tencentActions) },
  zenlayer: { wire: zenlayerWire as Record<string, Known>, simulated: places(zenlayerActions) },
};
type Cloud = keyof typeof clouds;
const names = Object.keys(clouds) as Cloud[];

function places(actions: ReadonlyArray<{ name: string; product?: string; service?: string }>): string[] {
  return actions.map(({ name, product, service }) => `${product ?? service} ${name}`);
}

const fileOf = (cloud: Cloud) => join(ROOT, "fixtures", cloud, "models.json");
const models = Object.fromEntries(names.map((cloud) => [cloud, require(fileOf(cloud)) as Models])) as Record<
  Cloud,
  Models
>;
const placeOf = (action: string, { product, service }: Known) => `${product ?? service} ${action}`;

/** Where the provider differs from a model, each with the reason why that is right. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'vpc DescribeIpv6Addresses Ipv6Addresses Ipv6Address[] ServiceManaged: "boolean" is "number"':
    "0 or 1 on the wire, which the schema turns into a boolean",
};

describe("the stored models are those of the vendors' packages", () => {
  const wanted = (cloud: Cloud) => {
    const { wire, simulated } = clouds[cloud];
    const known = Object.entries(wire).map(([action, facts]) => placeOf(action, facts));
    return [...new Set([...simulated, ...known])];
  };

  test.each(names)("%s: every action that provider or simulator has, and no other", (cloud) => {
    if (process.env.UPDATE_MODELS) {
      const { packages, actions } = derive(cloud, wanted(cloud));
      const lines = Object.entries(actions).map(
        ([name, model]) => `    ${JSON.stringify(name)}: ${JSON.stringify(model)}`,
      );
      const text = `{\n  "packages": ${JSON.stringify(packages)},\n  "actions": {\n${lines.join(",\n")}\n  }\n}\n`;
      writeFileSync(fileOf(cloud), text);
      return;
    }
    expect(Object.keys(models[cloud].actions).sort()).toEqual(wanted(cloud).sort());
  });

  test.each(names)("%s: as the packages have them", (cloud) => {
    const derived = reachable(() => derive(cloud, Object.keys(models[cloud].actions), models[cloud].packages));
    if (derived) expect(derived).toEqual(models[cloud]);
  });

  test("Tencent's codes in the simulator are codes of its packages", () => {
    const { packages } = models.tencent;
    const listed = reachable(() => codesOf("tencent", packages));
    if (!listed) return;
    // Codes of the service as a whole, and of the protocol, are on the vendor's page of common codes.
    const common = /^(AuthFailure|InvalidAction|NoSuchVersion|UnsupportedRegion|MissingParameter|UnknownParameter)/;
    const service = /^(RequestLimitExceeded|InternalServerError|ServiceUnavailable|ResourceNotFound)/;
    const strange = Object.entries(tencentErrors)
      .filter(([code, { provenance }]) => provenance === "documented" && !common.test(code) && !service.test(code))
      .map(([code]) => code)
      .filter((code) => !listed.includes(code) && !Object.hasOwn(CODES_OF_PAGES, code));
    expect(strange).toEqual([]);
  });
});

/** Codes that the vendor's pages or issues have and its package does not. */
const CODES_OF_PAGES: Readonly<Record<string, string>> = {
  "DesOperation.MutexTaskRunning": "an older spelling, in an issue of the Terraform provider",
};

/** Undefined, with a message, when a package cannot be had here. */
function reachable<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    const said = String((error as Error).message).split("\n")[0];
    if (!/Command failed|ETIMEDOUT|ENOENT/.test(said ?? "")) throw error;
    process.stderr.write(`SKIPPED: a vendor's package cannot be had here, so its models were not compared: ${said}\n`);
    return undefined;
  }
}

describe("what the provider sends and reads is in the models", () => {
  test.each(names)(
    "%s: every parameter of every request",
    (cloud) => {
      const strange = Object.entries(requestsOf(cloud)).flatMap(([action, request]) => {
        const facts = clouds[cloud].wire[action];
        const place = facts ? placeOf(action, facts) : action;
        return differences(place, request, models[cloud].actions[place]?.request ?? {});
      });
      expect(strange.filter((each) => !Object.hasOwn(EXCEPTIONS, each))).toEqual([]);
    },
    120_000,
  );

  test.each(names)("%s: every field of every answer", (cloud) => {
    const strange = Object.entries(clouds[cloud].wire).flatMap(([action, facts]) => {
      const place = placeOf(action, facts);
      return differences(place, shapeOf(facts.answer), models[cloud].actions[place]?.answer ?? {});
    });
    expect(strange.filter((each) => !Object.hasOwn(EXCEPTIONS, each))).toEqual([]);
  });
});

/** Where a shape has a name or a type that the model has not. `any` fits everything. */
function differences(place: string, shape: Type, model: Type): string[] {
  if (shape === "any" || model === "any") return [];
  if (typeof shape === "string" || typeof model === "string") {
    const fits = typeof shape === "string" && typeof model === "string" && shape.split("|").includes(model);
    return fits ? [] : [`${place}: ${JSON.stringify(shape)} is ${JSON.stringify(model)}`];
  }
  if (Array.isArray(shape) || Array.isArray(model)) {
    if (!Array.isArray(shape) || !Array.isArray(model)) return [`${place}: a list and no list`];
    return differences(`${place}[]`, shape[0], model[0]);
  }
  const fields = model as Readonly<Record<string, Type>>;
  return Object.entries(shape).flatMap(([name, type]) => {
    const modelled = fields[name];
    return modelled === undefined ? [`${place} ${name}`] : differences(`${place} ${name}`, type, modelled);
  });
}

/** The shape that a schema reads. Alternatives of scalars are joined by |. */
function shapeOf(schema: z.ZodType): Type {
  const options = { io: "input", unrepresentable: "any", reused: "inline" } as const;
  return fromJson(z.toJSONSchema(schema, options) as JsonSchema);
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

function fromJson(schema: JsonSchema): Type {
  const { type, properties, items, anyOf, allOf } = schema;
  if (allOf?.[0]) return fromJson(allOf[0]);
  if (anyOf) {
    const parts = anyOf.filter((part) => part.type !== "null").map(fromJson);
    const [first] = parts;
    if (parts.length === 1 && first) return first;
    return parts.every((part) => typeof part === "string" && part !== "any") ? parts.join("|") : "any";
  }
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, fromJson(each)]));
  if (items) return [fromJson(items)];
  const types = [type ?? "any"].flat().filter((each) => each !== "null");
  return types.map((each) => (each === "integer" ? "number" : each)).join("|");
}

/** The shapes of the requests, read from the declared types. */
function requestsOf(cloud: Cloud): Record<string, Type> {
  const file = join(ROOT, "provider", "clouds", cloud, "wire.ts");
  const program = ts.createProgram([file], { strict: true, target: ts.ScriptTarget.ES2022, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file) as ts.SourceFile;
  const declared = source.statements.find(
    (each): each is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(each) && each.name.text === "Requests",
  ) as ts.InterfaceDeclaration;
  const read = (given: ts.Type): Type => {
    const type = checker.getNonNullableType(given);
    if (type.isUnion()) return [...new Set(type.types.map(read))].join("|");
    if (type.flags & ts.TypeFlags.StringLike) return "string";
    if (type.flags & ts.TypeFlags.NumberLike) return "number";
    if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
    if (checker.isArrayType(type)) return [read(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type)];
    const fields = type.getProperties().map((field) => [field.name, read(checker.getTypeOfSymbol(field))] as const);
    return Object.fromEntries(fields);
  };
  return read(checker.getTypeAtLocation(declared)) as Record<string, Type>;
}
