/** Replaces credentials in a text, also where they stand percent-encoded once or twice, as in signed strings. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const spellings = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .flatMap((secret) => {
      const once = encodeURIComponent(secret);
      return [secret, once, encodeURIComponent(once)];
    });
  return spellings.reduce((clean, spelling) => clean.replaceAll(spelling, "[secret]"), text);
}
