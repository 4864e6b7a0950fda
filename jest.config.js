const { availableParallelism } = require("node:os");

// One project per rung of the test ladder, from cheap to dear.
const common = {
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testEnvironment: "node",
  moduleNameMapper: { "^pulumi-ipv6/pricing$": "<rootDir>/provider/commands/pricing.ts" },
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/examples"],
  watchPathIgnorePatterns: ["<rootDir>/dist"],
};
const project = (displayName, ...testMatch) => ({ ...common, displayName, testMatch });
// Stories that take minutes and tell again, with other options or over more time, what the others tell.
const LONG = "\\.(long|release)\\.test\\.ts$";
module.exports = {
  // A shared machine may be many times slower than a quiet one: a limit is there for what hangs, and is no measure of speed.
  testTimeout: 60_000,
  // Two on a machine with two processors too: much of the time is spent waiting for an engine or a simulated cloud.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    project(
      "unit",
      ...["provider", "policy", "scripts", "acceptance"].map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
    ),
    project("simulator", "<rootDir>/simulator/**/*.test.ts"),
    project("rules", "<rootDir>/tests/rules/**/*.test.ts"),
    project("browser", "<rootDir>/tests/browser/**/*.test.ts"),
    project("contract", "<rootDir>/tests/contract/**/*.test.ts"),
    { ...project("lifecycle", "<rootDir>/tests/lifecycle/**/*.test.ts"), testPathIgnorePatterns: [LONG] },
    project("commands", "<rootDir>/tests/commands/**/*.test.ts"),
    project("matrix", "<rootDir>/tests/matrix/**/*.test.ts"),
    { ...project("engine", "<rootDir>/tests/engine/**/*.test.ts"), testPathIgnorePatterns: [LONG] },
    project("long", "<rootDir>/tests/**/*.long.test.ts"),
    // Before a release: every language's compiler, packed files, stories as on a real account.
    project("release", "<rootDir>/tests/**/*.release.test.ts"),
  ],
};
