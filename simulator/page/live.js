"use strict";
// The stream of events, and the buttons that make it difficult.
{
  const { element, byId, refill, send, say, press } = globalThis.sim;
  const { showClouds, showPrices, showBill, showLedger, showJournal, forgetRows, isRefused } = globalThis.sim;

  const SHOWN_ROWS = 200;
  const lists = { ledger: new Map(), journal: new Map() };
  /** The journal in full length: only its latest rows are kept here. */
  const rowsOf = (list) => [...lists[list].values()].sort((a, b) => a.seq - b.seq).slice(-SHOWN_ROWS);

  const PACES = [
    ["As fast as it can", {}],
    ["Tasks take 5 s", { taskMs: 5000, operationMs: 5000, bandwidthConfiguringMs: 5000, addressPendingMs: 5000 }],
    ["Lists lag 5 s", { readLagMs: 5000 }],
    ["Answers take 2 s", { answerDelayMs: 2000 }],
    ["Tasks fail", { taskMs: 2000, operationMs: 2000, taskOutcome: "fail", operationOutcome: "fail" }],
  ];
  let usual;

  const showPace = (pace) => {
    const names = [...new Set(PACES.flatMap(([, settings]) => Object.keys(settings)))];
    usual ??= Object.fromEntries(names.map((name) => [name, typeof pace[name] === "number" ? 0 : "succeed"]));
    const fits = (settings) => names.every((name) => pace[name] === { ...usual, ...settings }[name]);
    const buttons = PACES.map(([text, settings]) =>
      element(
        "button",
        {
          ...{ type: "button", "data-key": text, "aria-pressed": fits(settings) },
          on: press(async () => {
            await send("POST", "pace", { ...usual, ...settings });
            say(`Pace: ${text.toLowerCase()}.`);
          }),
        },
        text,
      ),
    );
    refill(byId("paces"), ...buttons);
    const changed = names.filter((name) => pace[name] !== usual[name]).map((name) => `${name}=${pace[name]}`);
    byId("pace").textContent = changed.length > 0 ? changed.join(", ") : "Changes take effect at once.";
  };

  const wordsOf = ({ cloud = "any cloud", action, changes, when = "before", do: effect }) => {
    const what =
      typeof effect === "string" ? `lose the ${when === "after" ? "answer" : "call"}` : `refuse with ${effect.code}`;
    return `${what} of ${action ?? (changes ? "the next change" : "the next call")}, ${cloud}`;
  };
  const showFaults = (faults) => {
    byId("faults").textContent = faults.length > 0 ? `Waiting: ${faults.map(wordsOf).join("; ")}.` : "No fault waits.";
  };

  /** The code with which each cloud says that it has trouble. */
  const TROUBLE = { alibaba: "SystemBusy", tencent: "InternalError", zenlayer: "INTERNAL_SERVER_ERROR" };
  const EFFECTS = {
    refuse: { when: "before" },
    "lose-answer": { when: "after", do: "drop" },
    "lose-request": { when: "before", do: "drop" },
  };
  /** A fault strikes reads too only if asked for: an order is what one wants to see lost. */
  const rulesFor = (kind) => {
    const chosen = byId("fault-cloud").value;
    const common = { ...EFFECTS[kind], ...(byId("fault-reads").checked ? {} : { changes: true }) };
    if (kind !== "refuse") return [{ ...common, ...(chosen && { cloud: chosen }) }];
    // Each cloud has a code of its own, so each has a rule.
    const clouds = Object.keys(TROUBLE).filter((name) => chosen === "" || name === chosen);
    return clouds.map((cloud) => ({ ...common, cloud, do: { code: TROUBLE[cloud] } }));
  };
  for (const button of document.querySelectorAll("[data-fault]")) {
    const kind = button.dataset.fault;
    const work = async () => {
      if (kind === "clear") await send("DELETE", "faults");
      else await send("POST", "faults", rulesFor(kind));
      say(kind === "clear" ? "No fault waits any more." : `${button.textContent}: it waits for the next call.`);
    };
    button.addEventListener("click", press(work));
  }

  byId("reset").addEventListener(
    "click",
    press(async () => {
      if (!confirm("Reset all three clouds? Ledger, calls, faults and pace go back to the start.")) return;
      await send("POST", "reset");
      say("Everything is as it was at the start.");
    }),
  );
  byId("only-changes").addEventListener("change", () => showJournal(rowsOf("journal")));

  const showTotals = ({ ordered, changed, released, assigned, unassigned }) => {
    byId("figure-totals").textContent =
      `ordered ${ordered}, changed ${changed}, released ${released}; addresses +${assigned} −${unassigned}`;
  };
  const showCloudsAndChoice = (clouds) => {
    const chosen = byId("fault-cloud");
    if (chosen.options.length === 1) {
      chosen.append(...clouds.map(({ name, title }) => element("option", { value: name }, title)));
    }
    showClouds(clouds);
  };

  const take = (list, rows) => {
    for (const each of rows) lists[list].set(each.seq, each);
    const kept = rowsOf(list);
    const [oldest] = kept;
    for (const seq of lists[list].keys()) if (seq < oldest?.seq) lists[list].delete(seq);
    return kept;
  };

  const show = {
    clouds: showCloudsAndChoice,
    bill: (bill) => {
      showBill(bill);
      showPrices(bill.lines);
    },
    totals: showTotals,
    faults: showFaults,
    pace: showPace,
    ledger: (rows) => showLedger(take("ledger", rows)),
    journal: (rows) => {
      const kept = take("journal", rows);
      showJournal(kept);
      byId("figure-calls").textContent = String(kept.at(-1)?.seq ?? 0);
      const refused = kept.filter(isRefused).length;
      byId("figure-refused").textContent = refused > 0 ? `${refused} of the latest refused` : "";
    },
  };

  const connection = (state, text) => {
    byId("connection").dataset.state = state;
    byId("connection").textContent = text;
  };
  const source = new EventSource("/_simulator/events");
  source.addEventListener("open", () => connection("live", "live"));
  source.addEventListener("error", () => connection("waiting", "not reached; trying again"));
  source.addEventListener("message", ({ data }) => {
    const { whole, ...changes } = JSON.parse(data);
    if (whole) {
      forgetRows();
      for (const list of Object.values(lists)) list.clear();
    }
    for (const [name, value] of Object.entries(changes)) show[name]?.(value);
  });
}
