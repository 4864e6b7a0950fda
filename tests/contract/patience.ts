/** How long a vendor's Python tool may take to be installed, in milliseconds: `make contract` allows more than the suite. */
export const INSTALL_MS = Number(process.env.CONTRACT_INSTALL_SECONDS ?? 60) * 1_000;
