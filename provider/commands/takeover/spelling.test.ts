// What a name or a value with signs of a language becomes, where the language would read more into it.
import { go } from "./languages/go";
import { python } from "./languages/python";
import { typescript } from "./languages/typescript";
import { yaml } from "./languages/yaml";
import type { Input, Node } from "./plan";
import { readTerraform } from "./terraform";

const node = (name: string, value: string): Node => ({
  ...({ kind: "resource", key: "web", type: "ipv6:alibaba:Ipv6Address", name, was: [], taken: [] } as unknown as Node),
  inputs: new Map([["ipv6AddressName", { value } as Input]]),
});
const program = (name: string, value: string) =>
  yaml({ name: "shop", version: "0.1.0", nodes: [node(name, value)] }).get("Pulumi.yaml") ?? "";

test.each([
  ["c$d", "c$$d"],
  ["c$$d", "c$$$$d"],
  [`\${x}`, `$\${x}`],
  [`$\${x}`, `$$$\${x}`],
])("Pulumi YAML reads every $$ as one $: %s", (given, written) => {
  expect(program(given, "v")).toContain(`name: ${JSON.stringify(written)}`);
  expect(program("n", given)).toContain(`ipv6AddressName: ${JSON.stringify(written)}`);
});

test.each(["2024", "true", "null", "1e3", "0x1f", "-"])("a project of the name %s is one in every language", (name) => {
  for (const language of [go, python, typescript, yaml]) {
    const file = language({ name, version: "0.1.0", nodes: [] }).get("Pulumi.yaml");
    expect(file).toMatch(new RegExp(`^name: ${JSON.stringify(name)}$`, "m"));
  }
});

test("an instance key is spelled as Terraform spells it", () => {
  const instances = [{ index_key: `a"\${b}%{c}`, attributes: { id: "ipv6bw-1" } }];
  const type = "alicloud_vpc_ipv6_internet_bandwidth";
  const state = {
    version: 4,
    terraform_version: "1.9.0",
    resources: [{ mode: "managed", type, name: "web", instances }],
  };
  expect(readTerraform(state, "state")?.held[0]?.at).toBe(`${type}.web["a\\"$\${b}%%{c}"]`);
});
