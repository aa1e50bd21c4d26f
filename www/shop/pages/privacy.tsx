// The shop's data policy, made of the facts of the running engine. Not here: what is kept right now (that is the panel).
import type { VNode } from 'preact';
import { openPanel } from 'nearside/elements';
import { useEngine } from '../engines.js';
import { Asked } from '../parts/asked.js';
import { many } from '../parts/price.js';
import { Tabs } from '../parts/tabs.js';

const SOURCES: Record<string, string> = {
  browsing: 'Products you open', searching: 'What your searches name, not the words', cart: 'What you put in the cart and take out', orders: 'What you order',
  showing: 'What you were shown and passed over',
};
const NEVER: Record<string, string> = {
  name: 'name', address: 'address', email: 'e-mail', phone: 'phone number', place: 'place', ip: 'IP address', device: 'device', 'other-sites': 'other sites', 'search-words': 'search words',
};
const LEVELS: Record<string, string> = {
  off: 'Off: the shop’s own order. Nothing is kept.', visit: 'This visit: forgotten when you close the tab.', remember: 'Remember me: kept in this browser until it fades.',
  share: 'Remember me and count me in: the same, and now and then one blurred answer leaves. Never asked for; it waits in the panel.',
};

export function Privacy(): VNode {
  const engine = useEngine();
  const facts = engine?.facts;
  return (
    <div class="text">
      <h1 tabIndex={-1}>What this shop knows about you</h1>
      <p>Nothing, on our side. Your browser can note what you look at and buy here, if you want that, and sort the shelves with it. The notes stay in your browser.</p>
      <Asked engine={engine} waiting={<></>}>
        <h2>How much is up to you</h2>
        <ul>{facts?.levels.map((level) => <li key={level.name}>{LEVELS[level.name] ?? level.name}</li>)}</ul>
        <h2>What is noted, and for how long</h2>
        <ul>{facts?.sources.filter((source) => source.on).map((source) => <li key={source.name}>{SOURCES[source.name] ?? source.name}: {many(source.days, 'day')}.</li>)}</ul>
        <p>Health, alcohol, tobacco and some other shelves are never learned from.</p>
        <h2>What is never noted</h2>
        <p>Your {facts ? new Intl.ListFormat('en', { type: 'disjunction' }).format(facts.never.map((one) => NEVER[one] ?? one)) : ''}.</p>
        <h2>Who else gets it</h2>
        <p>{facts?.recipients.length ? new Intl.ListFormat('en').format(facts.recipients) : 'Nobody. There is nothing that could be handed on.'}</p>
        {facts?.contact && <p>Questions: <a href={facts.contact}>{facts.contact.replace('mailto:', '')}</a></p>}
        <p><button type="button" class="button strong" onClick={(event) => void openPanel({}, event.currentTarget)}>See and change what is kept</button></p>
        <Tabs />
        <h2>About this demonstration</h2>
        <p>
          Products, prices and baskets come from the public data set “The Complete Journey 2.0” of 84.51°. Brand and line names are
          invented, since the data has none. Nothing can really be bought here.
        </p>
      </Asked>
    </div>
  );
}
