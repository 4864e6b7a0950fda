"use strict";
// The clouds: network interfaces, addresses, bandwidth and tasks, and the buttons that order.
{
  const { element, byId, refill, number, clockTime, send, say, press } = globalThis.sim;

  /** How many network interfaces a cloud shows at first. */
  const FIRST = 4;
  /** And how many addresses of each, beside those on the bill. */
  const FIRST_ADDRESSES = 2;
  const DRIFT_MBPS = 300;
  const open = new Set();
  const mbps = {};
  let prices = new Map();
  let shown = [];
  /** Addresses that were there when the page was opened. */
  let first;

  /** A deed that got no answer, to be sent again. */
  let lost;

  const act = async (deed) => {
    byId("again").hidden = true;
    const { action, status, code, message } = await send("POST", "console", deed);
    if (status === 200 && code === undefined) return say(`${action}: done.`);
    if (status !== 0) return say(`${action}: refused with ${code ?? status}. ${message ?? ""}`, "bad");
    lost = deed;
    byId("again").hidden = deed.token === undefined;
    return say(`${action}: no answer came. Was it done? The ledger tells.`, "bad");
  };
  byId("again").addEventListener(
    "click",
    press(() => act(lost)),
  );

  const token = () => `page-${crypto.randomUUID()}`;
  const wanted = (cloud) => Number(mbps[cloud.name] ?? 10);

  const button = (key, text, label, work) =>
    element("button", { type: "button", "data-key": key, "aria-label": label, on: press(work) }, text);

  const drift = async (cloud, { id, row }) => {
    const change = row.path.reduceRight((value, name) => ({ [name]: value }), DRIFT_MBPS);
    await send("POST", "operate", { cloud: cloud.name, table: row.table, id: row.id, change });
    say(`${id} has ${DRIFT_MBPS} Mbps now, behind the back of every program. No call was made.`);
  };

  const bandwidthOf = (cloud, { address, id: addressId, bandwidth }) => {
    const { id, internetChargeType, status } = bandwidth;
    const price = prices.get(`${cloud.name}/${id}`);
    const key = `${cloud.name}/${id}`;
    const deed = (what) => act({ cloud: cloud.name, do: what, id, bandwidth: wanted(cloud), token: token() });
    const release = cloud.inOne ? "unassign" : "release";
    return [
      element(
        "p",
        {},
        element("span.bandwidth", {}, bandwidth.mbps === undefined ? "shared" : `${number(bandwidth.mbps)} Mbps`),
        ` ${internetChargeType} `,
        element("span.tag", {}, [id === addressId ? "" : id, status].filter(Boolean).join(" · ")),
      ),
      element("p.quiet", {}, price ? price : "there from the start; not on the bill"),
      element(
        "div.buttons",
        {},
        button(`${key}/change`, "Change", `Change the bandwidth of ${address}`, () => deed("change")),
        button(`${key}/release`, "Release", `Release the bandwidth of ${address}`, () => deed(release)),
        bandwidth.mbps === undefined
          ? undefined
          : button(`${key}/drift`, "Drift", `Change ${address} behind the provider's back`, () =>
              drift(cloud, bandwidth),
            ),
      ),
    ];
  };

  const addressOf = (cloud, row) => {
    const { id, address, status, bandwidth } = row;
    const key = `${cloud.name}/${id}`;
    const deed = (what) => () =>
      act({ cloud: cloud.name, do: what, id, ...(what === "order" && { bandwidth: wanted(cloud) }), token: token() });
    const steady = /^(Available|AVAILABLE|RUNNING)$/.test(status);
    const free = [
      cloud.inOne
        ? undefined
        : button(`${key}/order`, "Order bandwidth", `Order bandwidth for ${address}`, deed("order")),
      button(`${key}/unassign`, "Unassign", `Unassign ${address}`, deed("unassign")),
    ];
    return element(
      "div.address",
      { "data-address": address },
      element(
        "p.address-head",
        {},
        element("span.id", {}, address),
        element("span.tag", { "data-kind": steady ? "" : "busy" }, status.toLowerCase()),
      ),
      ...(bandwidth ? bandwidthOf(cloud, row) : [element("div.buttons", {}, ...free)]),
    );
  };

  const interfaceOf = (cloud, { id, name, status, instance, region, addresses }) => {
    const assign = () =>
      act({ cloud: cloud.name, do: "assign", id, ...(cloud.inOne && { bandwidth: wanted(cloud) }), token: token() });
    const full = cloud.inOne && addresses.length > 0;
    const isNew = ({ address, bandwidth }) => prices.has(`${cloud.name}/${bandwidth?.id}`) || !first.has(address);
    const visible = addresses.filter((row, index) => index < FIRST_ADDRESSES || open.has(cloud.name) || isNew(row));
    const hidden = addresses.length - visible.length;
    const label = `${cloud.inOne ? "Order an IPv6 for" : "Assign an address to"} ${name || id}`;
    return element(
      "div.nic",
      { "data-interface": id },
      element(
        "div.nic-head",
        {},
        element("h3", {}, name || id),
        element("span.tag", {}, status.toLowerCase()),
        full
          ? undefined
          : button(`${cloud.name}/${id}/assign`, cloud.inOne ? "Order IPv6" : "Assign address", label, assign),
      ),
      element("p.quiet", {}, element("span.id", {}, id), ` in ${region}${instance ? `, on ${instance}` : ""}`),
      ...visible.map((row) => addressOf(cloud, row)),
      hidden > 0 ? element("p.quiet.hidden-rows", {}, `and ${hidden} more`) : undefined,
    );
  };

  const tasksOf = ({ tasks }) =>
    tasks.length === 0
      ? undefined
      : element(
          "ul.tasks",
          { "aria-label": "Under way" },
          ...tasks.map(({ what, on, endsAt }) => element("li", {}, `${what} on ${on}, until ${clockTime(endsAt)}`)),
        );

  const cloudOf = (cloud) => {
    const { name, title, interfaces } = cloud;
    const all = open.has(name);
    const visible = all ? interfaces : interfaces.slice(0, FIRST);
    const input = element("input", {
      ...{ type: "number", min: 1, max: 10_000, value: String(wanted(cloud)), "data-key": `${name}/mbps` },
      oninput: (event) => {
        mbps[name] = event.target.value;
      },
    });
    const toggle = () => {
      if (!open.delete(name)) open.add(name);
      draw();
    };
    return element(
      "article.panel",
      { "data-cloud": name, "aria-label": title },
      element("div.panel-head", {}, element("h2", {}, title), element("label.right", {}, "orders of ", input, " Mbps")),
      tasksOf(cloud),
      ...visible.map((row) => interfaceOf(cloud, row)),
      interfaces.length > FIRST
        ? element(
            "button.plain.more",
            { type: "button", "data-key": `${name}/more`, "aria-expanded": all, on: toggle },
            all ? "Show fewer" : `Show all ${interfaces.length} network interfaces`,
          )
        : undefined,
    );
  };

  const draw = () => {
    const order = ["alibaba", "tencent", "zenlayer"];
    const place = (name) => order.indexOf(name) + 1 || order.length + 1;
    const sorted = [...shown].sort((a, b) => place(a.name) - place(b.name));
    refill(byId("clouds"), ...sorted.map(cloudOf));
  };

  globalThis.sim.showClouds = (clouds) => {
    shown = clouds;
    first ??= new Set(
      clouds
        .flatMap(({ interfaces }) => interfaces)
        .flatMap(({ addresses }) => addresses)
        .map(({ address }) => address),
    );
    draw();
  };
  globalThis.sim.showPrices = (lines) => {
    prices = new Map(lines.filter(({ until }) => !until).map(({ cloud, id, price }) => [`${cloud}/${id}`, price]));
    draw();
  };
}
