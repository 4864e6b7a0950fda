import { type Node, type Plan, plainInputs } from "./plan";

/** A row of Pulumi's bulk import file (`importSpec` in pkg/cmd/pulumi/operations/import.go, engines from 3.254). */
interface Row {
  readonly type: string;
  readonly name: string;
  readonly logicalName?: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly version?: string;
  readonly component?: true;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/**
 * The file for `pulumi import --file`.
 *
 * @param version of this package; undefined for programs that name none, as those in YAML
 */
export function importFile({ nodes }: Plan, version: string | undefined): string {
  const resources = nodes.flatMap((node) => rowsOf(node, version));
  return `${JSON.stringify({ resources }, null, 2)}\n`;
}

function rowsOf(node: Node, version: string | undefined, parent?: Node): Row[] {
  const component = node.kind === "component";
  const row: Row = {
    type: node.type,
    name: node.key,
    ...(node.name !== node.key && { logicalName: node.name }),
    ...(node.id !== undefined && { id: node.id }),
    ...(parent && { parent: parent.key }),
    ...(!component && node.provider && { provider: node.provider.key }),
    ...(!component && version !== undefined && { version }),
    // Without them the first preview would show the component as changed.
    ...(component && { component, inputs: plainInputs(node) }),
    ...(node.kind === "provider" && { inputs: settingsOf(node) }),
  };
  return [row, ...node.children.flatMap((child) => rowsOf(child, version, node))];
}

/** As the SDKs send them to the engine: each cloud's settings as JSON text. */
function settingsOf({ inputs }: Node): Readonly<Record<string, string>> {
  const texts = [...inputs].map(([cloud, input]) => [cloud, "value" in input ? JSON.stringify(input.value) : ""]);
  return Object.fromEntries(texts);
}
