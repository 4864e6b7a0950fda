"use strict";
// Tables: the bill, the ledger and the calls.
{
  const { element, byId, number, amounts, money, clockTime } = globalThis.sim;

  const table = (heads, rows, caption) =>
    rows.length === 0
      ? element("p.quiet", {}, "Nothing yet.")
      : element(
          "table",
          {},
          caption ? element("caption", {}, caption) : undefined,
          element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
          element("tbody", {}, ...rows),
        );
  const cell = (content = "", kind = "td") => element(kind, {}, content);

  const inWords = (detail) => {
    const text = (value) => {
      if (typeof value === "string") return value;
      return Array.isArray(value) ? value.map(text).join(", ") : JSON.stringify(value);
    };
    return Object.entries(detail)
      .map(([name, value]) => `${name} ${text(value)}`)
      .join(" · ");
  };

  /** How many rows were shown before, so that newer ones stand out. */
  const seen = { ledger: 0, journal: 0 };
  const row = (list, seq, cells) => {
    const fresh = seen[list] > 0 && seq > seen[list];
    return element(fresh ? "tr.fresh" : "tr", { "data-seq": seq }, ...cells);
  };
  const done = (list, rows) => {
    seen[list] = Math.max(seen[list], ...rows.map(({ seq }) => seq), 1);
  };

  globalThis.sim.showLedger = (rows) => {
    const newest = [...rows].reverse();
    const lines = newest.map(({ seq, at, cloud, region, event, resource, id, subject, detail }) =>
      row("ledger", seq, [
        cell(clockTime(at)),
        cell(cloud),
        cell(element(event === "ordered" ? "strong" : "span", {}, event)),
        cell(resource),
        cell(element("span.id", {}, id), "td.wide"),
        cell(id === subject ? "" : element("span.id", {}, subject), "td.wide"),
        cell(inWords(detail), "td.wide"),
        cell(region),
      ]),
    );
    byId("ledger").replaceChildren(table(["at", "cloud", "what", "resource", "id", "on", "detail", "region"], lines));
    done("ledger", rows);
  };

  const READS = /^(Describe|List|Get|Inquir|Query|Metadata)/;
  const notesOf = ({ dryRun, replayed, fault, status }) =>
    [
      dryRun && "dry run",
      replayed && "answered again for its token",
      fault && `fault: ${fault}`,
      status === 0 && !fault && "no answer yet",
    ]
      .filter(Boolean)
      .join(", ");
  const isBad = ({ status, code }) => status === 0 || status >= 400 || code !== undefined;

  globalThis.sim.isRefused = (call) => call.code !== undefined || call.status >= 400;
  globalThis.sim.showJournal = (rows) => {
    const withReads = !byId("only-changes").checked;
    const shown = [...rows].reverse().filter(({ action }) => withReads || !READS.test(action));
    const lines = shown.map((call) =>
      row("journal", call.seq, [
        cell(clockTime(call.at)),
        cell(call.cloud),
        cell(call.action),
        cell(
          element(isBad(call) ? "span.bad" : "span.good", {}, call.code ?? (call.status === 0 ? "" : `${call.status}`)),
        ),
        cell(notesOf(call)),
        cell(element("span.id", {}, inWords(call.params)), "td.wide"),
      ]),
    );
    byId("journal").replaceChildren(table(["at", "cloud", "action", "answer", "notes", "parameters"], lines));
    done("journal", rows);
  };

  globalThis.sim.forgetRows = () => {
    seen.ledger = 0;
    seen.journal = 0;
  };

  /** One amount in large, others below it. */
  const figures = (sums) => amounts(sums).map((text) => element("span.amount", {}, text));

  globalThis.sim.showBill = ({ lines, perDay, total, perHour, perSecond, unknown, rules }) => {
    const live = lines.filter(({ until }) => until === undefined);
    byId("figure-live").textContent = String(live.length);
    byId("figure-hour").replaceChildren(...figures(perHour));
    const unpriced = live.filter(({ amount }) => amount === undefined).length;
    const also = unpriced > 0 ? `, and ${unpriced} whose price is unknown` : "";
    byId("figure-second").textContent = live.length > 0 ? `${money(perSecond, 6)} per second${also}` : "";
    byId("figure-total").replaceChildren(...figures(total));
    byId("figure-unknown").textContent = unknown > 0 ? `and ${unknown} whose price is unknown` : "";
    const rows = [...lines]
      .reverse()
      .map((line) =>
        element(
          line.until ? "tr.over" : "tr",
          {},
          cell(line.until ? "ended" : "live"),
          cell(line.cloud),
          cell(element("span.id", {}, line.id), "td.wide"),
          cell(
            [line.bandwidth === undefined ? "" : `${number(line.bandwidth)} Mbps `, line.internetChargeType].join(""),
          ),
          cell(line.price),
          cell(
            line.perHour === undefined
              ? ""
              : `${number(line.perHour, 4)} an hour, ${number(line.perHour / 3600, 7)} a second`,
          ),
          cell(line.amount === undefined ? "unknown" : `${number(line.amount, 2, 2)} ${line.currency}`, "td.number"),
        ),
      );
    byId("bill-lines").replaceChildren(
      table(["", "cloud", "order", "what", "price", "goes on at", "so far"], rows, "By order"),
    );
    const days = [...perDay]
      .reverse()
      .map(({ day, amounts }) => element("tr", {}, cell(day), cell(money(amounts), "td.number")));
    byId("bill-days").replaceChildren(...(days.length > 0 ? [table(["day", "amount"], days, "By day")] : []));
    byId("bill-rules").replaceChildren(
      ...Object.entries(rules).flatMap(([cloud, { rule, source }]) => [
        element("dt", {}, cloud),
        element("dd", {}, rule, " ", element("span.quiet", {}, `Source: ${source}.`)),
      ]),
    );
  };
}
