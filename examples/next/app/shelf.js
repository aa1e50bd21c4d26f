'use client';

import { useNearside, useRerank } from 'nearside/react';

/** A list that the server has drawn: the same cards, in the shopper's order once the engine is there. */
export function Shelf({ products }) {
  const nearside = useNearside();
  return (
    <ol className="cards">
      {useRerank(products).map(({ id, title, link, image, price }) => (
        <li key={id} data-id={id}>
          <img src={image} alt="" />
          <a href={link} onClick={() => nearside?.track('view', { id })}>{title}</a>
          <span className="price">${price.toFixed(2)}</span>
        </li>
      ))}
    </ol>
  );
}
