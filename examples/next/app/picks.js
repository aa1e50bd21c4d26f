'use client';

import { Reason, useNearside, useRecommendations } from 'nearside/react';

/** A row of picks with their reasons. Empty on the server; its height is reserved in the style sheet. */
export function Picks() {
  const nearside = useNearside();
  const { items, ready } = useRecommendations('home', { count: 8, filter: 'in_stock' });
  return (
    <ol id="picks" className="cards" aria-busy={!ready}>
      {items.map((pick) => (
        <li key={pick.id} data-id={pick.id}>
          <img src={pick.image} alt="" />
          <a href={pick.link} onClick={() => nearside.track('view', { id: pick.id })}>{pick.title}</a>
          <span className="price">${pick.price.toFixed(2)}</span>
          <Reason pick={pick} />
        </li>
      ))}
    </ol>
  );
}
