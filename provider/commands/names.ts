/** Names for a program: readable, the same in each run over the same things, and each only once. */
export class Names {
  private readonly taken = new Set<string>();

  /** @param label what people call it: a name, or an address */
  of(label: string, resource: string): string {
    const kind = /[A-Z][a-z]+$/.exec(resource)?.[0].toLowerCase() ?? resource.toLowerCase();
    const words = label.replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "");
    // In a program it becomes a variable, which cannot begin with a digit.
    const base = `${/^[A-Za-z]/.test(words) ? "" : "ipv6-"}${words}${words ? "-" : ""}${kind}`;
    let name = base;
    for (let number = 2; this.taken.has(name.toLowerCase()); number++) name = `${base}-${number}`;
    this.taken.add(name.toLowerCase());
    return name;
  }
}
