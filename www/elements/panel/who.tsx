/** "Who": the shop, whom to ask, the policy, and everyone else who receives anything. */
import { safeLink } from '../view.js';
import type { Desk } from './desk.js';

export function Who({ desk: { view, text } }: { desk: Desk }) {
  const { shop, contact, policy, recipients } = view.engine.facts;
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
        {policy && <div><dt>{text('who.policy')}</dt><dd>{link(policy, text('who.read'))}</dd></div>}
        <div>
          <dt>{text('who.others')}</dt>
          {recipients.length
            ? recipients.map((name) => <dd key={name}><bdi>{name}</bdi></dd>)
            : <dd>{text('who.nobody')}</dd>}
        </div>
      </dl>
    </section>
  );
}
