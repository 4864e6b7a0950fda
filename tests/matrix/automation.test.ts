// Inline programs of the Automation API, several stacks at once in one process.
import { startSimulator } from "../../simulator";
import { archive, engineEnvironment, folder, install, ok, write } from "./installed";
import { record } from "./table";

const MAIN = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { alibaba } = require("pulumi-ipv6");
const program = (id) => async () => {
  const web = new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: id, bandwidth: 10 });
  return { id: web.id };
};
async function live(id) {
  const stack = await LocalWorkspace.createStack({ stackName: id, projectName: "inline", program: program(id) });
  const { outputs } = await stack.up();
  await stack.preview({ expectNoChanges: true });
  await stack.destroy();
  return outputs.id.value;
}
Promise.all(["ipv6-demo0001", "ipv6-demo0002"].map(live)).then((ids) => console.log(JSON.stringify(ids)));
`;

test("several inline stacks at once in one process", async () => {
  const simulator = await startSimulator();
  try {
    const at = folder("automation");
    const dependencies = { "@pulumi/pulumi": "^3.248.0", "pulumi-ipv6": `file:${await archive()}` };
    write(at, { "package.json": { private: true, dependencies }, "main.js": MAIN });
    await install(at, "npm");
    const env = { ...(await engineEnvironment(process.execPath)), ...simulator.environment().alibaba };
    await record({ subject: "layout", what: "Automation API, two inline stacks at once", versions: "" }, async () => {
      const { stdout } = await ok(at, process.execPath, ["main.js"], env);
      expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toHaveLength(2);
      const events = simulator.ledger().map(({ event }) => event);
      expect(events.sort()).toEqual(["ordered", "ordered", "released", "released"]);
      expect(simulator.ledgerSummary().liveOrders).toEqual([]);
    });
  } finally {
    await simulator.close();
  }
}, 600_000);
