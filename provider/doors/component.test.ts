// The component in a unit test of a program: Pulumi's mocks stand in for the clouds.
import * as pulumi from "@pulumi/pulumi";
import { PublicIpv6 } from "./component";

interface Declared {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
}
const declared: Declared[] = [];
const asked: { token: string; inputs: object }[] = [];
const settled = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const assignment = () => declared.find(({ type }) => type.endsWith(":NicIpv6Assignment"))?.inputs;

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        declared.push({ type, inputs });
        return { id: `${name}-id`, state: { ...inputs, addresses: ["2001:db8::1"] } };
      },
      call: ({ token, inputs }) => {
        asked.push({ token, inputs });
        return { networkInterfaceId: "eni-found" };
      },
    },
    "project",
    "stack",
    false,
  ),
);
beforeEach(() => {
  declared.length = 0;
  asked.length = 0;
});

test("an instance's id, also of one in the same program, is asked of the mocks", async () => {
  const instanceId = pulumi.output(Promise.resolve("i-web0001"));
  const web = new PublicIpv6("web", { cloud: "alibaba", instanceId, bandwidth: 10, region: "cn-hangzhou" });
  await settled(web.bandwidth);
  expect(asked).toEqual([
    {
      token: "ipv6:alibaba:getPrimaryNetworkInterface",
      inputs: { instanceId: "i-web0001", region: "cn-hangzhou" },
    },
  ]);
  expect(assignment()).toMatchObject({ networkInterfaceId: "eni-found" });
});

test("a network interface's id is taken as it is", async () => {
  const web = new PublicIpv6("web", { cloud: "tencent", networkInterfaceId: "eni-given", bandwidth: 10 });
  await settled(web.bandwidth);
  expect([asked, assignment()]).toMatchObject([[], { networkInterfaceId: "eni-given" }]);
});

test("both, or none, is refused before anything is registered", () => {
  const make = (more: object) => () => new PublicIpv6("web", { cloud: "zenlayer", bandwidth: 10, ...more });
  const both = { networkInterfaceId: "1680855999352675875", instanceId: pulumi.output("1650000000000000001") };
  expect(make(both)).toThrow(/exactly one of networkInterfaceId and instanceId must be given on Zenlayer; got both/);
  expect(make({})).toThrow(/got neither/);
  expect([declared, asked]).toEqual([[], []]);
});
