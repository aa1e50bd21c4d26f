/** @jsxImportSource ../draw */
/** "Who": the shop, whom to ask, the policy and what changed, and everyone else who receives anything. */
import type { Facts } from '../../types.js';
import type { Text } from '../text.js';
import { say } from '../rich.js';
import { safeLink } from '../view.js';
import type { Desk } from './desk.js';

/** What the shop says has changed, newest first. */
export function Changes({ text, facts }: { text: Text; facts: Facts }) {
  return <ul>{facts.changes.map((one) => <li>{say(text, 'join.about', { what: text.date(one.date), label: one.text })}</li>)}</ul>;
}

export function Who({ desk: { view, text } }: { desk: Desk }) {
  const { facts } = view.engine;
  const { shop, contact, policy, recipients, version, changes } = facts;
  const link = (address: string, words: string) => {
    const href = safeLink(address);
    return href ? <a class="link" href={href}><bdi>{words}</bdi></a> : <bdi>{words}</bdi>;
  };
  return (
    <section class="section" aria-labelledby="who">
      <h3 id="who">{text('who.title')}</h3>
      <dl class="facts">
        {shop && <div><dt>{text('who.shop')}</dt><dd><bdi>{shop}</bdi></dd></div>}
        {contact && <div><dt>{text('who.contact')}</dt><dd>{link(contact, contact.replace(/^(mailto|tel):/, ''))}</dd></div>}
        {policy && <div><dt>{text('who.policy')}</dt><dd>{link(policy, text('notice.policy'))}</dd></div>}
        <div>
          <dt>{text('who.others')}</dt>
          {recipients.length ? recipients.map((name) => <dd><bdi>{name}</bdi></dd>) : <dd>{text('who.nobody')}</dd>}
        </div>
        {version && <div><dt>{text('who.version')}</dt><dd><bdi>{version}</bdi></dd></div>}
        {changes.length > 0 && <div><dt>{text('who.changes')}</dt><dd><Changes text={text} facts={facts} /></dd></div>}
      </dl>
    </section>
  );
}
