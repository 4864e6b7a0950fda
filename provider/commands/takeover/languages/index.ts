import { go } from "./go";
import { python } from "./python";
import type { Files, Project } from "./spelling";
import { typescript } from "./typescript";
import { yaml } from "./yaml";

/** The languages of the new program. */
export const LANGUAGES: Readonly<Record<string, (project: Project) => Files>> = { typescript, python, go, yaml };
