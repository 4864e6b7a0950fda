// Ends what earlier runs left: first what state has, which knows the most, then what bears acceptance's own marks. It
// touches nothing else. Every cloud is settled by itself.

import { messageOf } from "../provider/core/api/errors";
import type { Runtime } from "../provider/core/context";
import { Session } from "../provider/doors/session";
import { settleAll } from "./aftermath";
import type { Journal } from "./journal";
import { declaredAs, findMarked, type Left } from "./marks";
import { end } from "./play";
import { Stack } from "./stack";
import { type Story, storiesOf } from "./stories";
import type { CloudName, Vendor } from "./vendor";

export interface Place {
  /** What the stories found, to compare with. */
  readonly journal?: Journal;
  /** Of state. */
  readonly folder: string;
  /** The engine's folder. Asked only if there is state: marks need no engine, which may take minutes to bring. */
  readonly engine: () => Promise<string>;
  readonly runtime: Runtime;
  readonly say: (line: string) => void;
  /** Why a cloud is not to be asked, such as missing credentials. */
  readonly barred: ReadonlyMap<CloudName, readonly string[]>;
}

export interface Swept {
  /** What is left, or may be. */
  readonly left: readonly string[];
  /** Stories of which state has nothing: they cannot be continued. */
  readonly over: readonly string[];
}

/** What is there of one cloud. */
interface Survey {
  readonly marked: readonly Left[];
  /** What may be there. */
  readonly unread: readonly string[];
}

const never = new AbortController().signal;

export class Sweeper {
  private readonly session: Session;

  constructor(
    private readonly vendor: Vendor,
    private readonly place: Place,
  ) {
    this.session = new Session(place.runtime, () => undefined);
  }

  /** Says what state has and what bears a mark. @returns what could not be read */
  list(): Promise<readonly string[]> {
    return this.settled(async () => (await this.survey()).unread);
  }

  /** The same, and ends it. */
  async sweep(): Promise<Swept> {
    const over: string[] = [];
    const left = await this.settled(() => this.endAll(over));
    return { left, over };
  }

  /** One cloud's trouble is not the others'. */
  private settled(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
    return work().catch((error: unknown) => {
      const problem = `${this.vendor.name}: ${messageOf(error)}`;
      this.place.say(`sweep: LEFT ${problem}`);
      return [problem];
    });
  }

  private async endAll(over: string[]): Promise<readonly string[]> {
    const { say, barred } = this.place;
    const before = await this.survey();
    if (barred.has(this.vendor.name)) return before.unread;
    const stories = storiesOf(this.vendor.name);
    const stacks = stories.filter((story) => this.stackOf(story).exists);
    const failed = (await this.endState(stacks)).map(({ story }) => story);
    const { marked, unread } = stacks.length > 0 ? await this.find() : before;
    const problems = await this.endMarked(marked);
    // What state could not end before the marks were swept.
    const still = await this.endState(failed);
    problems.push(...still.map(({ problem }) => problem));
    const { journal, runtime } = this.place;
    const isOver = problems.length + unread.length === 0;
    if (journal)
      problems.push(...(await settleAll(stories, this.vendor, { journal, clock: runtime.clock, isOver, say })));
    over.push(...stories.filter((each) => !still.some(({ story }) => story === each)).map(({ name }) => name));
    for (const line of unread.filter((each) => !before.unread.includes(each))) say(`sweep: UNREAD ${line}`);
    for (const problem of problems) say(`sweep: LEFT ${problem}`);
    return [...unread, ...problems];
  }

  private async survey(): Promise<Survey> {
    const { say, barred } = this.place;
    const { name } = this.vendor;
    const states = storiesOf(name).flatMap((story) =>
      this.stackOf(story)
        .resources()
        .map(({ type, id }) => ({ what: `${type.replace(/^ipv6:/, "")} ${id}`, story: story.name })),
    );
    for (const { what, story } of states) say(`sweep: ${what} is in the state of ${story}`);
    const reasons = barred.get(name);
    const { marked, unread } = reasons
      ? { marked: [], unread: reasons.map((reason) => `${name}: ${reason}`) }
      : await this.find();
    for (const { type, id, story, doubt } of marked) {
      const mark = `sweep: ${type} ${id} bears the mark of ${story}`;
      // State knows its objects without a mark.
      const isKnown = states.some(({ what }) => what === `${type} ${id}`);
      say(doubt && !isKnown ? `${mark}, but is not ended: ${doubt}` : mark);
    }
    for (const line of unread) say(`sweep: UNREAD ${line}`);
    if (states.length + marked.length + unread.length === 0) say(`sweep: ${name} has nothing of acceptance`);
    return { marked, unread };
  }

  private async find(): Promise<Survey> {
    const { left, unread } = await findMarked(this.vendor, this.session);
    return { marked: left, unread: unread.map((line) => `${this.vendor.name}, ${line}`) };
  }

  private async endState(stories: readonly Story[]): Promise<{ story: Story; problem: string }[]> {
    const { folder, engine, say } = this.place;
    const failed: { story: Story; problem: string }[] = [];
    for (const story of stories) {
      const all = this.stackOf(story).resources();
      try {
        await end(story, { folder, bin: await engine() });
        for (const { type, id } of all) say(`sweep: ended ${type.replace(/^ipv6:/, "")} ${id}`);
      } catch (error) {
        failed.push({ story, problem: `${story.name}: ${messageOf(error)}` });
      }
    }
    return failed;
  }

  /** Ends what bears a mark, as the provider does it. @returns what could not be ended, and why */
  private async endMarked(all: readonly Left[]): Promise<string[]> {
    const problems: string[] = [];
    for (const left of all) {
      const what = `${left.type} ${left.id}`;
      if (left.doubt) {
        problems.push(`${what}: ${left.doubt}. End it yourself if it is acceptance's, else remove the mark`);
        continue;
      }
      const call = { identity: declaredAs(left) };
      try {
        const lifecycle = this.session.lifecycle(left.type);
        const found = await lifecycle.read(left.id, left.state ?? {}, call);
        if (found) await lifecycle.delete(found.id, found.properties, call);
        this.place.say(found ? `sweep: ended ${what}` : `sweep: ${what} is gone`);
      } catch (error) {
        problems.push(`${what}: ${messageOf(error)}`);
      }
    }
    await this.session.settle();
    return problems;
  }

  private stackOf({ name }: Story): Stack {
    return new Stack(this.place.folder, "", name, never);
  }
}
