// What an earlier run left in the folder, and why this one may neither continue nor end it.
import type { Journal } from "./journal";
import type { Offer } from "./offer";
import { Stack } from "./stack";
import { STORIES, type Story, storiesOf } from "./stories";

const never = new AbortController().signal;

/** The objects of the account that a story is played on. */
export function idsOf({ needs }: Story, ids: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(needs.flatMap((name) => (ids[name] === undefined ? [] : [[name, ids[name]]])));
}

/**
 * State and journal know only what was ordered, not where these credentials lead: read in another account, everything
 * would look gone, and be forgotten while it is paid for.
 */
export function elsewhere({ vendors, places }: Offer, folder: string, journal: Journal): string[] {
  const unfinished = journal.unfinished();
  return [...vendors.keys()].flatMap((cloud) =>
    storiesOf(cloud).flatMap(({ name }) => {
      const stack = new Stack(folder, "", name, never);
      const here = places.get(cloud);
      const isOpen = stack.resources().length > 0 || unfinished.includes(name);
      if (!isOpen || stack.place === undefined || stack.place === here) return [];
      return [
        `${name}: what an earlier run ordered is in ${stack.place}, not in ${here ?? "an account that is known"}: run with those credentials and that region, or choose another ACCEPTANCE_FOLDER`,
      ];
    }),
  );
}

/** Why the run that the journal has cannot be continued as this one. */
export function unlike({ plan }: Offer, journal: Journal): string[] {
  return journal.unfinished().flatMap((name) => {
    const story = STORIES.find((each) => each.name === name);
    const out = "or end what it ordered with make sweep YES=1";
    if (!story || !plan.stories.includes(story))
      return [`${name}: an earlier run began it and did not end it: add it to ACCEPTANCE_STORIES, ${out}`];
    const before = Object.entries(journal.story(name).ids);
    const changed = before.filter(([setting, value]) => plan.ids[setting] !== value);
    return changed.map(
      ([setting, value]) => `${name}: an earlier run began it with ${setting}=${value}: set it so, ${out}`,
    );
  });
}
